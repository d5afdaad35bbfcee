/** One recording's way out: where it is kept, its upload, and how much of it is only here. */

import { readAll, type ChunkStore } from "../chunk-upload/chunk-store";
import { KeptTime } from "../chunk-upload/kept-time";
import type { KeepingRisk } from "../chunk-upload/safety";
import { UploadError, type FinishedUpload } from "../chunk-upload/types";
import type { UploadClient } from "../chunk-upload/upload-client";
import type { Keeping } from "../keeping/keeping";

export class RecordingUpload {
  readonly videoId: string;
  readonly client: UploadClient;
  readonly #keeping: Keeping;
  readonly #store: ChunkStore;
  readonly #kept = new KeptTime();
  #appended: Promise<void> = Promise.resolve();

  constructor(videoId: string, keeping: Keeping, client: UploadClient) {
    this.videoId = videoId;
    this.client = client;
    this.#keeping = keeping;
    this.#store = keeping.store;
  }

  get isWhole(): boolean {
    return this.#store.start === 0 && this.#store.end > 0;
  }

  /** Why a reload would lose what is not stored yet; null while it would not. */
  get risk(): KeepingRisk | null {
    return this.#keeping.risk;
  }

  /** `seconds` is the recording's length with these bytes. Chunks reach the store one after the other. */
  add(bytes: Blob, seconds: number): Promise<void> {
    this.#appended = this.#appended.then(async () => {
      await this.#store.append(bytes, seconds);
      this.#kept.add(this.#store.end, seconds);
      this.client.wake();
    });
    return this.#appended;
  }

  /** Ends the recording behind everything added. Throws UploadError; `empty_recording` when nothing was. */
  async finish(): Promise<FinishedUpload> {
    await this.#appended;
    if (this.#store.end === 0) {
      void this.abort();
      throw new UploadError({ code: "empty_recording", message: "Nothing was recorded." });
    }
    await this.#keeping.markEnded();
    const finished = await this.client.finish();
    await this.#keeping.drop();
    return finished;
  }

  /** Throws it away, here and on the server. Resolves false when it was finished there before that could be. */
  async abort(): Promise<boolean> {
    const aborted = this.client.abort();
    await this.#keeping.drop();
    return aborted;
  }

  /** Leaves what is kept of it to whoever comes next. */
  release(): void {
    this.#keeping.release();
  }

  /** Of `seconds` recorded, those the server does not have. */
  keptSeconds(seconds: number): number {
    return this.#kept.since(this.client.state.ackedBytes, seconds);
  }

  /** All bytes in one, while none was forgotten. */
  whole(): Promise<Blob> {
    return readAll(this.#store);
  }
}
