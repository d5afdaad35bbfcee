/** Sources, recorder and upload joined: a recording from the first click to the video. */

import { describe, expect, it } from "vitest";

import { silentMicrophone, withoutSystemSound } from "./problems";
import { Studio } from "./testing/studio";

describe("a recording", () => {
  it("reaches the server whole and shows its video", async () => {
    const studio = new Studio();
    await studio.record("screen", "microphone");
    expect(studio.run.view.recorder).toMatchObject({ phase: "recording", videoId: null });
    await studio.chunk(5000);
    expect(studio.run.view.recorder).toMatchObject({ phase: "recording", videoId: "v1" });
    await studio.chunk(7000);
    studio.run.dispatch({ type: "stop", at: studio.now });
    expect(studio.run.view.recorder.phase).toBe("stopping");
    await studio.wire.clock.until(() => studio.shown.length > 0);
    expect(studio.shown).toEqual(["v1"]);
    expect(studio.wire.server.size).toBe(12_010);
    expect(studio.did).toEqual([
      "acquire screen",
      "ask to persist",
      "acquire microphone",
      "ask to persist",
      "wake",
      "start recorder",
      "open for video/webm;codecs=vp8",
      "stop recorder",
      "release all",
    ]);
    expect(studio.run.view.recorder.phase).toBe("done");
    expect(studio.isTicking).toBe(false);
  });

  it("has what belongs to it sent before the server hears of its end", async () => {
    const studio = new Studio();
    const shown: string[][] = [];
    studio.run.sendBeforeFinish(() => Promise.resolve(void shown.push([...studio.shown, studio.run.view.upload.phase])));
    await studio.record("screen");
    await studio.chunk(5000);
    expect(shown).toEqual([]);
    studio.run.dispatch({ type: "stop", at: studio.now });
    await studio.wire.clock.until(() => studio.shown.length > 0);
    expect(shown).toHaveLength(1);
    expect(["finishing", "finished", "v1"]).not.toContain(shown[0]?.[0]);
  });

  it("asks for what it needs when nothing was chosen", async () => {
    const studio = new Studio();
    studio.run.dispatch({ type: "record", defaults: ["screen", "microphone"] });
    await studio.wire.clock.advance(100);
    expect(studio.did).toEqual(["acquire screen", "ask to persist", "acquire microphone", "ask to persist", "wake"]);
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
    studio.run.leave();
    await studio.wire.clock.advance(1000);
    expect(studio.did.at(-1)).toBe("clear");
    expect(studio.isTicking).toBe(false);
  });
});

describe("the sound", () => {
  it("is said to be missing while the microphone gives none", async () => {
    const studio = new Studio();
    await studio.record("screen", "microphone");
    studio.rig?.microphone(true);
    expect(studio.run.view.recorder.problem).toBe(silentMicrophone());
    studio.rig?.microphone(false);
    expect(studio.run.view.recorder.problem).toBeNull();
  });

  it("goes on with other tracks when a microphone comes or goes", async () => {
    const studio = new Studio();
    await studio.record("screen", "microphone");
    studio.withoutSystem = true;
    studio.rig?.soundChanged();
    expect(studio.did.at(-1)).toBe("go on with other tracks");
    expect(studio.run.view.recorder.problem).toBe(withoutSystemSound());
  });

  it("is told of when only one of two is recorded", async () => {
    const studio = new Studio();
    studio.withoutSystem = true;
    await studio.record("screen", "microphone");
    expect(studio.run.view.recorder.problem).toBe(withoutSystemSound());
  });
});
