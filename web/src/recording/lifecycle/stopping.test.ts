/** How a recording ends. */

import { describe, expect, it } from "vitest";

import type { Effect } from "./events";
import { Lifecycle } from "./lifecycle";
import { INITIAL, NO_SOURCES, type Phase, type Problem, type RecorderState } from "./state";
import { transition } from "./transition";

const PROBLEM: Problem = { tone: "trouble", title: "It broke.", advice: "Mend it." };
const LIVE = { screen: true, camera: false, microphone: true };

function inPhase(phase: Phase): RecorderState {
  const runningSince = phase === "recording" ? 1000 : null;
  return { ...INITIAL, phase, live: LIVE, recordedWith: LIVE, videoId: "v1", runningSince };
}

describe("stopping", () => {
  it.each<Phase>(["recording", "paused"])("flushes the recorder first, from %s", (phase) => {
    const { state, effects } = transition(inPhase(phase), { type: "stop", at: 5000 });
    expect(state.phase).toBe("stopping");
    expect(effects).toEqual([{ type: "stop-recorder" }]);
  });

  it.each<Phase>(["stopping", "recording"])("then lets the sources go and finishes the upload, from %s", (phase) => {
    const { state, effects } = transition(inPhase(phase), { type: "recorder-stopped", at: 5000 });
    expect(state).toMatchObject({ phase: "stopping", live: NO_SOURCES });
    expect(effects).toEqual([{ type: "release-all" }, { type: "finish-upload" }]);
  });

  it("then shows the video", () => {
    const { state, effects } = transition(inPhase("stopping"), { type: "upload-finished" });
    expect(state.phase).toBe("done");
    expect(effects).toEqual([{ type: "show-video", videoId: "v1", problem: null }]);
  });

  it.each<Phase>(["idle", "ready", "countdown", "stopping", "done", "failed"])("means nothing while %s", (phase) => {
    const before = inPhase(phase);
    expect(transition(before, { type: "stop", at: 5000 })).toEqual({ state: before, effects: [] });
  });
});

describe("failing", () => {
  it("stops recording what can no longer be sent, and saves what arrived", () => {
    const { state, effects } = transition(inPhase("recording"), { type: "upload-failed", problem: PROBLEM, at: 5000 });
    expect(state).toMatchObject({ phase: "failed", problem: PROBLEM, recordedMs: 4000 });
    expect(effects).toEqual([{ type: "stop-recorder" }, { type: "salvage-upload" }]);
    expect(transition(state, { type: "recorder-stopped", at: 5000 }).effects).toEqual([{ type: "release-all" }]);
  });

  it("has no recorder to stop once it is stopping", () => {
    const { effects } = transition(inPhase("stopping"), { type: "upload-failed", problem: PROBLEM, at: 5000 });
    expect(effects).toEqual([{ type: "salvage-upload" }]);
  });

  it("is left by starting over", () => {
    const { state, effects } = transition(inPhase("failed"), { type: "start-over" });
    expect(state).toEqual(INITIAL);
    expect(effects).toEqual([{ type: "clear" }]);
  });

  it.each<Phase>(["idle", "ready", "done", "failed"])("means nothing while %s", (phase) => {
    const before = inPhase(phase);
    expect(transition(before, { type: "upload-failed", problem: PROBLEM, at: 0 })).toEqual({ state: before, effects: [] });
  });
});

describe("discarding", () => {
  it.each<Phase>(["recording", "paused"])("throws all away but the live sources, from %s", (phase) => {
    const { state, effects } = transition(inPhase(phase), { type: "discard" });
    expect(state).toEqual({ ...INITIAL, phase: "ready", live: LIVE });
    expect(effects.map((effect) => effect.type)).toEqual(["drop-recorder", "discard-upload", "mute"]);
  });

  it("lets a source go that is only granted after the end", () => {
    const { effects } = transition(inPhase("stopping"), { type: "acquired", source: "camera" });
    expect(effects).toEqual([{ type: "release", source: "camera" }]);
  });
});

describe("Lifecycle", () => {
  it("has the new state in place before it performs, so that effects may dispatch", () => {
    const seen: string[] = [];
    const lifecycle: Lifecycle = new Lifecycle((effect: Effect) => {
      seen.push(`${effect.type} in ${lifecycle.state.phase}`);
      if (effect.type === "acquire") lifecycle.dispatch({ type: "acquired", source: effect.source });
    });
    lifecycle.dispatch({ type: "toggle", source: "screen" });
    expect(seen).toEqual(["acquire in choosing"]);
    expect(lifecycle.state.phase).toBe("ready");
  });

  it("lets all effects of one event run before the next event", () => {
    const seen: string[] = [];
    const lifecycle: Lifecycle = new Lifecycle((effect: Effect) => {
      seen.push(effect.type);
      if (effect.type === "wake-sound") lifecycle.dispatch({ type: "cancel" });
    });
    lifecycle.dispatch({ type: "toggle", source: "screen" });
    lifecycle.dispatch({ type: "acquired", source: "screen" });
    lifecycle.dispatch({ type: "record", defaults: [] });
    expect(seen).toEqual(["acquire", "wake-sound", "start-ticking", "stop-ticking"]);
    expect(lifecycle.state.phase).toBe("ready");
  });

  it("tells its listeners only of changes", () => {
    const lifecycle = new Lifecycle(() => undefined);
    let calls = 0;
    const leave = lifecycle.subscribe(() => (calls += 1));
    lifecycle.dispatch({ type: "stop", at: 0 });
    expect(calls).toBe(0);
    lifecycle.dispatch({ type: "toggle", source: "screen" });
    expect(calls).toBe(1);
    leave();
    lifecycle.dispatch({ type: "acquired", source: "screen" });
    expect(calls).toBe(1);
  });
});
