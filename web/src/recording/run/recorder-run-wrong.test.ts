/** What can go wrong with a recording, and what the person hears. */

import { describe, expect, it } from "vitest";

import { ApiError } from "@/lib/api-error";

import { SilentRecorder } from "../capture/takes";
import { quiet } from "./problems";
import { Studio } from "./testing/studio";

describe("what goes wrong", () => {
  it("tells why a source was refused", async () => {
    const studio = new Studio();
    studio.refusal = new DOMException("", "NotReadableError");
    await studio.toggle("camera");
    expect(studio.run.view.recorder.problem?.title).toBe("The camera is busy.");
  });

  it("goes back to ready when the server takes no recording", async () => {
    const studio = new Studio();
    await studio.record("screen");
    studio.refusal = new ApiError("network", "No answer.", 0);
    await studio.chunk(5000);
    expect(studio.run.view.recorder).toMatchObject({
      phase: "ready",
      live: { screen: true },
      problem: { title: "The server cannot be reached." },
    });
    expect(studio.did.slice(-3)).toEqual(["drop", "unlock", "unmute"]);
    expect(studio.isTicking).toBe(false);
  });

  it("says so, too, when it was stopped before the server answered", async () => {
    const studio = new Studio();
    await studio.record("screen");
    studio.refusal = new ApiError("network", "No answer.", 0);
    studio.run.dispatch({ type: "stop", at: studio.now });
    await studio.wire.clock.advance(100);
    expect(studio.run.view.recorder).toMatchObject({ phase: "failed", problem: { title: "The server cannot be reached." } });
  });

  it("leaves nothing on the server of a countdown that is cancelled", async () => {
    const studio = new Studio();
    await studio.toggle("screen");
    studio.run.dispatch({ type: "record", defaults: [] });
    studio.run.dispatch({ type: "cancel" });
    await studio.wire.clock.advance(5000);
    expect(studio.did).not.toContain("open for video/webm;codecs=vp8");
    expect(studio.run.view.recorder).toMatchObject({ phase: "ready", videoId: null });
  });

  it("aborts an upload that opens after the recording was discarded", async () => {
    const studio = new Studio();
    await studio.record("screen");
    studio.recorder?.chunk(new Blob(["x"]), "video/webm;codecs=vp8");
    studio.run.dispatch({ type: "discard" });
    await studio.wire.clock.advance(1000);
    expect(studio.wire.server.aborts).toBe(1);
    expect(studio.run.view).toMatchObject({ recorder: { phase: "ready", videoId: null }, upload: { phase: "idle" } });
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
    expect(studio.did).not.toContain("open for video/webm;codecs=vp8");
  });

  it("ends in words when it is stopped and the recorder never gave a byte", async () => {
    const studio = new Studio();
    studio.rest = 0;
    await studio.record("screen");
    studio.run.dispatch({ type: "stop", at: studio.now });
    await studio.wire.clock.advance(0);
    expect(studio.run.view.recorder).toMatchObject({ phase: "failed", problem: { title: "Nothing was recorded." } });
    expect(studio.did.at(-1)).toBe("release all");
  });

  it("says that the recorder is silent, and fails at once when it stays so", async () => {
    const studio = new Studio();
    studio.rest = 0;
    await studio.record("screen");
    studio.recorder?.quiet(true);
    expect(studio.run.view).toMatchObject({ quiet: true, recorder: { problem: quiet() } });
    studio.recorder?.failed(new SilentRecorder(false));
    await studio.wire.clock.advance(0);
    expect(studio.run.view.recorder).toMatchObject({
      phase: "failed",
      problem: { title: "Nothing was recorded, because the browser gave no picture." },
    });
  });

  it("keeps what there is of a recorder that falls silent, and tells on the video's page why it ended", async () => {
    const studio = new Studio();
    await studio.record("screen");
    await studio.chunk(5000);
    studio.recorder?.failed(new SilentRecorder(true));
    await studio.wire.clock.until(() => studio.shown.length > 0);
    expect(studio.endedBy).toMatchObject({ title: "The browser recorded nothing any more." });
    expect(studio.wire.server.size).toBe(5010);
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
    await studio.chunk(5000);
    await studio.wire.clock.advance(100);
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
