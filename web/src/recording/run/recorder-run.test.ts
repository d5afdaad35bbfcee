/** Sources, recorder and upload joined: a recording from the first click to the video. */

import { describe, expect, it } from "vitest";

import { ApiError } from "@/lib/api-error";

import { Studio } from "./testing/studio";

describe("a recording", () => {
  it("reaches the server whole and shows its video", async () => {
    const studio = new Studio();
    await studio.record("screen", "microphone");
    expect(studio.run.view.recorder).toMatchObject({ phase: "recording", videoId: "v1" });
    await studio.chunk(5000);
    await studio.chunk(7000);
    studio.run.dispatch({ type: "stop", at: studio.now });
    expect(studio.run.view.recorder.phase).toBe("stopping");
    await studio.wire.clock.until(() => studio.shown.length > 0);
    expect(studio.shown).toEqual(["v1"]);
    expect(studio.wire.server.size).toBe(12_010);
    expect(studio.did).toEqual([
      "acquire screen",
      "acquire microphone",
      "start recorder, a chunk every 3000 ms",
      "stop recorder",
      "release all",
    ]);
    expect(studio.run.view.recorder.phase).toBe("done");
    expect(studio.isTicking).toBe(false);
  });

  it("asks for what it needs when nothing was chosen", async () => {
    const studio = new Studio();
    studio.run.dispatch({ type: "record", defaults: ["screen", "microphone"] });
    await studio.wire.clock.advance(100);
    expect(studio.did).toEqual(["acquire screen", "acquire microphone"]);
    expect(studio.run.view.recorder.phase).toBe("countdown");
  });

  it("keeps what it records while the network is gone, and sends it after", async () => {
    const studio = new Studio();
    await studio.record("screen");
    await studio.chunk(5000);
    await studio.wire.clock.advance(100);
    studio.wire.server.socketsBlocked = true;
    studio.wire.rest.faults = Array.from({ length: 9 }, () => "network" as const);
    studio.run.networkChanged(false);
    await studio.chunk(5000);
    await studio.chunk(5000);
    expect(studio.run.view.upload).toMatchObject({ phase: "waiting", queuedBytes: 10_000 });
    expect(studio.run.keptSeconds(studio.now)).toBe(6);
    studio.wire.server.socketsBlocked = false;
    studio.wire.rest.faults = [];
    studio.run.networkChanged(true);
    await studio.wire.clock.advance(200);
    expect(studio.run.view.upload.queuedBytes).toBe(0);
    expect(studio.run.keptSeconds(studio.now)).toBe(0);
  });

  it("finishes by itself when sharing of the screen ends", async () => {
    const studio = new Studio();
    await studio.record("screen");
    await studio.chunk(5000);
    studio.unplug("screen");
    await studio.wire.clock.until(() => studio.shown.length > 0);
    expect(studio.wire.server.size).toBe(5010);
  });

  it("finishes what it has when the recorder breaks", async () => {
    const studio = new Studio();
    await studio.record("screen");
    await studio.chunk(5000);
    studio.recorder?.failed(new DOMException("encoder", "UnknownError"));
    await studio.wire.clock.until(() => studio.shown.length > 0);
    expect(studio.wire.server.size).toBe(5010);
  });

  it("passes pause and resume on", async () => {
    const studio = new Studio();
    await studio.record("screen");
    studio.run.dispatch({ type: "pause", at: studio.now });
    studio.run.dispatch({ type: "resume", at: studio.now });
    expect(studio.did.slice(-2)).toEqual(["pause", "resume"]);
  });
});

describe("what goes wrong", () => {
  it("tells why a source was refused", async () => {
    const studio = new Studio();
    studio.refusal = new DOMException("", "NotReadableError");
    await studio.toggle("camera");
    expect(studio.run.view.recorder.problem?.title).toBe("The camera is busy.");
  });

  it("goes back to ready when the server takes no recording", async () => {
    const studio = new Studio();
    await studio.toggle("screen");
    studio.refusal = new ApiError("network", "No answer.", 0);
    studio.run.dispatch({ type: "record", defaults: [] });
    await studio.wire.clock.advance(0);
    expect(studio.run.view.recorder).toMatchObject({
      phase: "ready",
      problem: { title: "The server cannot be reached." },
    });
    expect(studio.isTicking).toBe(false);
  });

  it("aborts an upload that opens after the countdown was cancelled", async () => {
    const studio = new Studio();
    await studio.toggle("screen");
    studio.run.dispatch({ type: "record", defaults: [] });
    studio.run.dispatch({ type: "cancel" });
    await studio.wire.clock.advance(1000);
    expect(studio.wire.server.aborts).toBe(1);
    expect(studio.run.view.recorder).toMatchObject({ phase: "ready", videoId: null });
  });

  it("throws the upload away, and keeps the sources, when the recording is discarded", async () => {
    const studio = new Studio();
    await studio.record("screen");
    await studio.chunk(5000);
    studio.run.dispatch({ type: "discard" });
    await studio.wire.clock.advance(1000);
    expect(studio.wire.server.aborts).toBe(1);
    expect(studio.did.slice(-3)).toEqual(["drop", "unlock", "unmute"]);
    expect(studio.run.view).toMatchObject({ recorder: { phase: "ready" }, upload: { phase: "idle" } });
  });

  it("deletes the video when its end had reached the server before it was discarded", async () => {
    const studio = new Studio();
    studio.wire.server.cuts = [{ at: "finish", taken: true }];
    await studio.record("screen");
    await studio.chunk(5000);
    studio.run.dispatch({ type: "stop", at: studio.now });
    await studio.wire.clock.until(() => studio.wire.server.size !== null);
    studio.run.dispatch({ type: "discard" });
    await studio.wire.clock.advance(5000);
    expect(studio.did.at(-1)).toBe("delete v1");
  });

  it("says why no byte was recorded rather than that none was", async () => {
    const studio = new Studio();
    await studio.toggle("screen");
    studio.run.dispatch({ type: "record", defaults: [] });
    await studio.wire.clock.advance(100);
    studio.refusal = new DOMException("", "NotSupportedError");
    studio.count();
    await studio.wire.clock.advance(1000);
    expect(studio.run.view.recorder).toMatchObject({
      phase: "failed",
      problem: { title: "This browser cannot record this picture." },
    });
    expect(studio.wire.server.aborts).toBe(1);
  });

  it("stops at the largest size, and has the server keep what it has", async () => {
    const studio = new Studio();
    await studio.record("screen");
    await studio.chunk(5000);
    await studio.wire.clock.advance(100);
    studio.wire.server.socket.end(4413);
    await studio.wire.clock.advance(1000);
    expect(studio.run.view.recorder).toMatchObject({ phase: "failed", live: { screen: false } });
    expect(studio.did).toContain("stop recorder");
    expect(studio.wire.rest.requests).toEqual(["POST /video/complete"]);
  });

  it("leaves a recording to the other window that took it over", async () => {
    const studio = new Studio();
    await studio.record("screen");
    studio.wire.server.socket.end(4409);
    await studio.wire.clock.advance(1000);
    expect(studio.run.view.recorder.problem?.title).toMatch(/Another window/);
    expect(studio.wire.rest.requests).toEqual([]);
  });

  it("offers the recording as a file only while all of it is here", async () => {
    const studio = new Studio();
    studio.wire.server.part = 8_000;
    await studio.record("screen");
    await studio.chunk(5000);
    await studio.wire.clock.advance(100);
    expect((await studio.run.file())?.size).toBe(5000);
    await studio.chunk(5000);
    await studio.wire.clock.advance(100);
    expect(studio.run.view.upload.storedBytes).toBe(8_000);
    expect(studio.run.file()).toBeNull();
  });
});

describe("leaving the page", () => {
  it("lets the sources go before a recording", async () => {
    const studio = new Studio();
    await studio.toggle("camera");
    studio.run.leave();
    expect(studio.did.at(-1)).toBe("clear");
  });

  it("finishes a running recording from behind", async () => {
    const studio = new Studio();
    await studio.record("screen");
    await studio.chunk(5000);
    studio.run.leave();
    await studio.wire.clock.until(() => studio.wire.server.size !== null);
    expect(studio.wire.server.size).toBe(5010);
  });

  it("cancels a countdown", async () => {
    const studio = new Studio();
    await studio.toggle("screen");
    studio.run.dispatch({ type: "record", defaults: [] });
    await studio.wire.clock.advance(100);
    studio.run.leave();
    await studio.wire.clock.advance(1000);
    expect(studio.wire.server.aborts).toBe(1);
    expect(studio.isTicking).toBe(false);
  });
});
