/** What becomes of an upload whose key is over because the sign-in that got it ended. */

import { describe, expect, it } from "vitest";

import { Rig } from "./testing/rig";
import { UploadClient } from "./upload-client";

const REFUSED = { close: 4401, error: { code: "not_authenticated", message: "You were signed out." } };

/** A client of an account that is signed in, or not, or of which nobody can tell. */
class AccountRig extends Rig {
  signedIn: boolean | Error = false;
  asked = 0;
  readonly uploading: UploadClient;

  constructor() {
    super();
    const target = {
      videoId: "v1",
      token: "t0ken",
      wsUrl: "ws://app.test/ws/upload/v1",
      chunkUrl: "http://app.test/video/chunk/v1",
      maxChunk: 1_000,
    };
    this.uploading = new UploadClient(target, this.store, {
      openSocket: this.server.openSocket,
      fetch: this.rest.fetch,
      clock: this.clock,
      random: this.random,
      readVideo: () => Promise.resolve({ status: "done", playbackUrl: "https://play.test/1" }),
      account: {
        isSignedIn: () => this.#answer(),
        target: (before) => ({ ...before, token: "", wsUrl: "ws://here.test/ws/upload/v1" }),
        fetch: this.rest.fetch,
      },
    });
  }

  async keep(size: number): Promise<void> {
    await this.record(size);
    this.uploading.wake();
  }

  /** Ten bytes are sent, then the sign-in ends, then ten more are recorded. */
  async signOutWhileRecording(): Promise<void> {
    this.uploading.start();
    await this.keep(10);
    await this.clock.until(() => this.uploading.state.ackedBytes === 10);
    this.server.refusal = REFUSED;
    this.server.socket.end(4401);
    await this.keep(10);
  }

  async #answer(): Promise<boolean> {
    this.asked += 1;
    await new Promise<void>((resolve) => this.clock.after(20, resolve));
    if (this.signedIn instanceof Error) throw this.signedIn;
    return this.signedIn;
  }
}

describe("an upload whose sign-in ended", () => {
  it("keeps what is recorded, asks now and then, and goes on by itself as the account that is back", async () => {
    const rig = new AccountRig();
    await rig.signOutWhileRecording();
    await rig.clock.advance(60_000);
    expect(rig.uploading.state).toMatchObject({ phase: "waiting", signedOut: true, queuedBytes: 10, error: null });
    expect(rig.server.sockets).toHaveLength(1);
    expect(rig.asked).toBeLessThan(12);
    rig.signedIn = true;
    rig.server.refusal = null;
    await rig.clock.advance(15_100);
    expect(rig.uploading.state).toMatchObject({ phase: "sending", signedOut: false, ackedBytes: 20 });
    expect(rig.server.addresses.at(-1)).toBe("ws://here.test/ws/upload/v1");
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
  });

  it("ends the recording then, where that was asked for meanwhile", async () => {
    const rig = new AccountRig();
    await rig.signOutWhileRecording();
    const finished = rig.uploading.finish();
    await rig.clock.advance(30_000);
    rig.signedIn = true;
    rig.server.refusal = null;
    await rig.clock.until(() => rig.uploading.state.phase === "finished");
    expect(await finished).toMatchObject({ playbackUrl: "https://play.test/1" });
    expect(rig.server.size).toBe(20);
  });

  it("goes on at once where only its key ran out, and asks at once when somebody comes back to the page", async () => {
    const rig = new AccountRig();
    rig.signedIn = true;
    await rig.signOutWhileRecording();
    rig.server.refusal = null;
    await rig.clock.advance(100);
    expect(rig.uploading.state).toMatchObject({ phase: "sending", ackedBytes: 20 });
    rig.signedIn = false;
    rig.server.socket.end(4401);
    await rig.clock.advance(20_000);
    rig.signedIn = true;
    rig.uploading.retryNow();
    await rig.clock.advance(100);
    expect(rig.uploading.state.phase).toBe("sending");
  });

  it("calls nobody signed out of whom it cannot hear", async () => {
    const rig = new AccountRig();
    rig.signedIn = new TypeError("Failed to fetch");
    await rig.signOutWhileRecording();
    await rig.clock.advance(30_000);
    expect(rig.uploading.state).toMatchObject({ phase: "waiting", signedOut: false });
    expect(rig.asked).toBeGreaterThan(1);
  });

  it("asks less and less often where the server refuses the account all the same", async () => {
    const rig = new AccountRig();
    rig.signedIn = true;
    await rig.signOutWhileRecording();
    await rig.clock.advance(120_000);
    expect(rig.server.sockets.length).toBeLessThan(20);
    expect(rig.uploading.state.phase).toBe("waiting");
  });

  it("is gone for good once it is thrown away", async () => {
    const rig = new AccountRig();
    await rig.signOutWhileRecording();
    await rig.clock.advance(1_000);
    const aborted = rig.uploading.abort();
    rig.signedIn = true;
    await rig.clock.advance(60_000);
    await aborted;
    expect(rig.server.aborts).toBe(1);
    expect(rig.server.sockets).toHaveLength(1);
    expect(rig.uploading.state.phase).toBe("aborted");
  });
});
