/** How an upload ends: finished, refused, thrown away. */

import { describe, expect, it } from "vitest";

import { Rig } from "./testing/rig";
import { UploadError } from "./types";

describe("finishing", () => {
  it("says the size behind the last byte and resolves with what plays", async () => {
    const rig = new Rig();
    rig.client.start();
    for (let chunk = 0; chunk < 6; chunk += 1) await rig.record(10);
    const finished = rig.client.finish();
    await rig.clock.until(() => rig.client.state.phase === "finished");
    expect(await finished).toEqual({ status: "processing", playbackUrl: "https://play.test/1" });
    expect(rig.server.socket.heard.slice(-2)).toEqual([10, '{"type":"finish","size":60}']);
    expect(rig.client.state).toMatchObject({ storedBytes: 60, queuedBytes: 0 });
    expect(await rig.client.finish()).toEqual(await finished);
  });

  it("says it once the connection is back", async () => {
    const rig = new Rig();
    rig.server.cuts = [{ at: "frame", count: 2, taken: false }];
    rig.client.start();
    for (let chunk = 0; chunk < 3; chunk += 1) await rig.record(10);
    void rig.client.finish();
    await rig.clock.until(() => rig.client.state.phase === "finished");
    expect(await rig.server.bytes()).toEqual(await rig.recorded());
    expect(rig.server.size).toBe(30);
  });

  it("says it again when the connection broke before it arrived", async () => {
    const rig = new Rig();
    rig.server.cuts = [{ at: "finish", taken: false }];
    rig.client.start();
    await rig.record(10);
    void rig.client.finish();
    await rig.clock.until(() => rig.client.state.phase === "finished");
    expect(rig.server.size).toBe(10);
    expect(rig.client.state.transport).toBe("socket");
  });

  it("asks by request when only the answer was lost, for the server has closed the recording", async () => {
    const rig = new Rig();
    rig.server.cuts = [{ at: "finish", taken: true }];
    rig.client.start();
    await rig.record(10);
    const finished = rig.client.finish();
    await rig.clock.until(() => rig.client.state.phase === "finished");
    expect(await finished).toEqual({ status: "done", playbackUrl: "https://play.test/1" });
    expect(rig.rest.requests).toContain("POST /video/complete");
  });
});

describe("ending otherwise", () => {
  it.each([
    [4401, "not_authenticated"],
    [4403, "not_yours"],
    [4404, "not_found"],
    [4409, "superseded"],
    [4413, "recording_too_large"],
  ])("fails on close code %i as %s and tries no more", async (close, code) => {
    const rig = new Rig();
    rig.client.start();
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 10);
    rig.server.socket.end(close);
    await expect(rig.client.finish()).rejects.toBeInstanceOf(UploadError);
    expect(rig.client.state).toMatchObject({ phase: "failed", error: { code } });
    await rig.clock.advance(60_000);
    expect(rig.server.sockets).toHaveLength(1);
  });

  it("tells whoever waits for the end", async () => {
    const rig = new Rig();
    rig.server.cuts = [{ at: "finish", taken: false }];
    rig.client.start();
    await rig.record(10);
    const failure = rig.client.finish().catch((error: unknown) => error);
    rig.server.refusal = { close: 4401 };
    await rig.clock.advance(2_000);
    expect(await failure).toMatchObject({ name: "UploadError", code: "not_authenticated" });
  });

  it("fails with the server's own words where it gives them", async () => {
    const rig = new Rig();
    rig.server.refusal = { close: 4413, error: { code: "quota_exceeded", message: "Your storage is full." } };
    rig.client.start();
    await rig.clock.advance(100);
    expect(rig.client.state.error).toEqual({ code: "quota_exceeded", message: "Your storage is full." });
  });

  it("fails when the server ended the recording by itself", async () => {
    const rig = new Rig();
    rig.server.size = 0;
    rig.client.start();
    await rig.clock.advance(100);
    expect(rig.client.state).toMatchObject({ phase: "failed", error: { code: "already_finished" } });
  });

  it("fails rather than guess when the server has more than was recorded here", async () => {
    const rig = new Rig();
    rig.server.offset = 500;
    rig.client.start();
    await rig.clock.advance(100);
    expect(rig.client.state.error?.code).toBe("offset_ahead");
  });

  it("fails when the server asks for bytes it had called stored", async () => {
    const rig = new Rig();
    rig.server.part = 1;
    rig.client.start();
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.storedBytes === 10);
    rig.server.offset = 3;
    rig.server.socket.end(1006);
    await rig.clock.advance(2_000);
    expect(rig.client.state.error?.code).toBe("bytes_missing");
  });

  it("aborts over the open socket", async () => {
    const rig = new Rig();
    rig.client.start();
    await rig.record(10);
    await rig.clock.until(() => rig.client.state.ackedBytes === 10);
    const aborted = rig.client.abort();
    await rig.clock.advance(100);
    await aborted;
    expect(rig.server.aborts).toBe(1);
    expect(rig.rest.requests).toEqual([]);
    expect(rig.client.state.phase).toBe("aborted");
  });

  it("aborts by request when there is no socket, trying again where that fails", async () => {
    const rig = new Rig();
    rig.rest.faults = ["network", "server"];
    rig.client.start();
    const aborted = rig.client.abort();
    await rig.clock.advance(20_000);
    await aborted;
    expect(rig.rest.requests).toEqual(Array(3).fill("POST /video/abort/v1"));
    expect(rig.server.aborts).toBe(1);
    await rig.client.abort();
    expect(rig.server.aborts).toBe(1);
  });
});
