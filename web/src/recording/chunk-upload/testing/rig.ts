/** A client, its store and the fake server it talks to, put together. */

import { MemoryChunkStore } from "../chunk-store";
import type { VideoOutcome } from "../types";
import { UploadClient } from "../upload-client";
import { FakeRest } from "./fake-rest";
import { FakeServer } from "./fake-server";
import { noise, seeded, type Random } from "./random";
import { VirtualClock } from "./virtual-clock";

export class Rig {
  readonly clock = new VirtualClock();
  readonly server = new FakeServer(this.clock);
  readonly rest = new FakeRest(this.server);
  readonly store = new MemoryChunkStore();
  readonly client: UploadClient;
  readonly random: Random;
  /** What `GET /video/{id}` answers, one a look; the last stays. */
  outcomes: (VideoOutcome | Error)[] = [{ status: "done", playbackUrl: "https://play.test/1" }];
  readonly #sent: Uint8Array<ArrayBuffer>[] = [];

  constructor(seed = 1, maxChunk = 16 * 1024 * 1024) {
    this.random = seeded(seed);
    const target = {
      videoId: "v1",
      token: "t0ken",
      wsUrl: "ws://app.test/ws/upload/v1",
      chunkUrl: "http://app.test/video/chunk/v1",
      maxChunk,
    };
    this.client = new UploadClient(target, this.store, {
      openSocket: this.server.openSocket,
      fetch: this.rest.fetch,
      clock: this.clock,
      random: this.random,
      readVideo: () => this.#look(),
    });
  }

  /** Records `size` bytes more. */
  async record(size: number): Promise<void> {
    const bytes = noise(this.random, size);
    this.#sent.push(bytes);
    await this.store.append(new Blob([bytes]));
    this.client.wake();
  }

  async recorded(): Promise<Uint8Array> {
    return new Uint8Array(await new Blob(this.#sent).arrayBuffer());
  }

  async #look(): Promise<VideoOutcome> {
    await Promise.resolve();
    const outcome = this.outcomes.length > 1 ? this.outcomes.shift() : this.outcomes[0];
    if (outcome === undefined || outcome instanceof Error) throw outcome ?? new Error("nothing");
    return outcome;
  }
}
