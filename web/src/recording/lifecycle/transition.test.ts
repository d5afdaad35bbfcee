/** The recorder's life, event by event. */

import { describe, expect, it } from "vitest";

import type { Effect, RecorderEvent } from "./events";
import { elapsedMs, INITIAL, isSwitchable, type Problem, type RecorderState } from "./state";
import { transition } from "./transition";

const PROBLEM: Problem = { tone: "trouble", title: "It broke.", advice: "Mend it." };

interface Told {
  state: RecorderState;
  effects: Effect[];
}

/** Runs events from the start; the effects are those of the last one. */
function tell(...events: RecorderEvent[]): Told {
  return tellFrom(INITIAL, ...events);
}

function tellFrom(from: RecorderState, ...events: RecorderEvent[]): Told {
  let told: Told = { state: from, effects: [] };
  for (const event of events) {
    const { state, effects } = transition(told.state, event);
    told = { state, effects: [...effects] };
  }
  return told;
}

const SCREEN_ON: RecorderEvent[] = [
  { type: "toggle", source: "screen" },
  { type: "acquired", source: "screen" },
];
const MICROPHONE_ON: RecorderEvent[] = [
  { type: "toggle", source: "microphone" },
  { type: "acquired", source: "microphone" },
];
const CAMERA_ON: RecorderEvent[] = [
  { type: "toggle", source: "camera" },
  { type: "acquired", source: "camera" },
];
const RECORD: RecorderEvent = { type: "record", defaults: ["screen", "microphone"] };
const OPENED: RecorderEvent = { type: "upload-opened", videoId: "v1" };
const TICKS: RecorderEvent[] = [1000, 2000, 3000].map((at) => ({ type: "tick", at }));

function recording(...sources: RecorderEvent[]): RecorderState {
  return tell(...sources, RECORD, ...TICKS, OPENED).state;
}

describe("choosing sources", () => {
  it("asks for a source and is ready once there is a picture", () => {
    const asked = tell({ type: "toggle", source: "screen" });
    expect(asked.state.phase).toBe("choosing");
    expect(asked.effects).toEqual([{ type: "acquire", source: "screen" }]);
    expect(tell(...SCREEN_ON).state.phase).toBe("ready");
  });

  it("is not ready with a microphone alone", () => {
    expect(tell(...MICROPHONE_ON).state).toMatchObject({ phase: "idle", live: { microphone: true } });
  });

  it("asks once while the browser is still asking", () => {
    expect(tell({ type: "toggle", source: "screen" }, { type: "toggle", source: "screen" }).effects).toEqual([]);
  });

  it("lets a live source go", () => {
    const { state, effects } = tell(...SCREEN_ON, { type: "toggle", source: "screen" });
    expect(state.phase).toBe("idle");
    expect(effects).toEqual([{ type: "release", source: "screen" }]);
  });

  it("says why a source could not be had, until that is dismissed or tried again", () => {
    const refused: RecorderEvent = { type: "refused", source: "camera", problem: PROBLEM };
    const { state } = tell({ type: "toggle", source: "camera" }, refused);
    expect(state).toMatchObject({ phase: "idle", problem: PROBLEM });
    expect(tellFrom(state, { type: "dismiss-problem" }).state.problem).toBeNull();
    expect(tellFrom(state, { type: "toggle", source: "camera" }).state.problem).toBeNull();
  });

  it("keeps a live device when another could not be had instead of it", () => {
    const { state } = tell(
      ...SCREEN_ON,
      ...CAMERA_ON,
      { type: "choose-device", source: "camera", deviceId: "b" },
      { type: "refused", source: "camera", problem: PROBLEM },
    );
    expect(state).toMatchObject({ phase: "ready", live: { screen: true, camera: true } });
  });

  it("notices a source that goes by itself", () => {
    const { state, effects } = tell(...SCREEN_ON, { type: "source-ended", source: "screen", at: 0 });
    expect(state.phase).toBe("idle");
    expect(state.problem?.title).toMatch(/screen has ended/);
    expect(effects).toEqual([{ type: "release", source: "screen" }]);
  });
});

describe("starting", () => {
  it("asks for the defaults, one after the other, where nothing was chosen", () => {
    expect(tell(RECORD).effects).toEqual([{ type: "acquire", source: "screen" }]);
    const second = tell(RECORD, { type: "acquired", source: "screen" });
    expect(second.effects).toEqual([{ type: "acquire", source: "microphone" }]);
    const third = tellFrom(second.state, { type: "acquired", source: "microphone" });
    expect(third.state).toMatchObject({ phase: "countdown", countdown: 3 });
    expect(third.effects).toEqual([{ type: "wake-sound" }, { type: "start-ticking" }]);
  });

  it("does not record without the sound it was asked for until that is confirmed", () => {
    const refused: RecorderEvent = { type: "refused", source: "microphone", problem: PROBLEM };
    const { state } = tell(RECORD, { type: "acquired", source: "screen" }, refused);
    expect(state).toMatchObject({ phase: "ready", problem: PROBLEM, recordNext: false });
    expect(tellFrom(state, RECORD).state.phase).toBe("countdown");
  });

  it("does not ask for the microphone when the screen was refused", () => {
    const { state, effects } = tell(RECORD, { type: "refused", source: "screen", problem: PROBLEM });
    expect(state).toMatchObject({ phase: "idle", pending: [] });
    expect(effects).toEqual([]);
  });

  it("counts three, two, one and records", () => {
    expect([1, 2].map((ticks) => tell(...SCREEN_ON, RECORD, ...TICKS.slice(0, ticks)).state.countdown)).toEqual([2, 1]);
    const { state, effects } = tell(...SCREEN_ON, RECORD, ...TICKS);
    expect(state).toMatchObject({ phase: "recording", begunAt: 3000, runningSince: 3000, videoId: null });
    expect(effects).toEqual([{ type: "stop-ticking" }, { type: "start-recorder" }]);
  });

  it("asks the server for nothing before it records: who leaves while it counts leaves nothing", () => {
    const counting = [RECORD, ...TICKS.slice(0, 2), { type: "cancel" } as const];
    const effects = counting.map((_, at) => tell(...SCREEN_ON, ...counting.slice(0, at + 1)).effects.map(({ type }) => type));
    expect(effects).toEqual([["wake-sound", "start-ticking"], [], [], ["stop-ticking"]]);
  });

  it("has a video once the first bytes are on their way", () => {
    expect(tellFrom(recording(...SCREEN_ON), OPENED).state).toMatchObject({ phase: "recording", videoId: "v1" });
    expect(tell(...SCREEN_ON, OPENED).state.videoId).toBeNull();
  });

  it.each<RecorderEvent>([{ type: "cancel" }, { type: "discard" }])("goes back to ready on $type", (event) => {
    const { state, effects } = tell(...SCREEN_ON, RECORD, event);
    expect(state).toMatchObject({ phase: "ready", videoId: null, problem: null });
    expect(effects).toEqual([{ type: "stop-ticking" }]);
  });

  it("goes back to ready and says why when the server takes no recording", () => {
    const refused: RecorderEvent = { type: "upload-refused", problem: PROBLEM, at: 3500 };
    const { state, effects } = tell(...SCREEN_ON, RECORD, ...TICKS, refused);
    expect(state).toMatchObject({ phase: "ready", problem: PROBLEM, live: { screen: true } });
    expect(effects.map(({ type }) => type)).toEqual(["drop-recorder", "discard-upload", "mute"]);
  });

  it("says so, too, when it was stopped before the server answered", () => {
    const { state } = tell(...SCREEN_ON, RECORD, ...TICKS, { type: "stop", at: 3400 }, { type: "upload-refused", problem: PROBLEM, at: 3500 });
    expect(state).toMatchObject({ phase: "failed", problem: PROBLEM });
  });

  it("stops counting when the picture goes", () => {
    const { state, effects } = tell(...SCREEN_ON, RECORD, { type: "source-ended", source: "screen", at: 0 });
    expect(state.phase).toBe("idle");
    expect(effects).toContainEqual({ type: "stop-ticking" });
  });
});

describe("recording", () => {
  it("counts what was recorded, without the pauses", () => {
    let state = recording(...SCREEN_ON);
    expect(elapsedMs(state, 5000)).toBe(2000);
    state = tellFrom(state, { type: "pause", at: 6000 }).state;
    expect(elapsedMs(state, 99_000)).toBe(3000);
    state = tellFrom(state, { type: "resume", at: 100_000 }).state;
    expect(elapsedMs(state, 100_500)).toBe(3500);
    expect(tellFrom(state, { type: "stop", at: 101_000 }).state.recordedMs).toBe(4000);
  });

  it("pauses and resumes the recorder", () => {
    const paused = tellFrom(recording(...SCREEN_ON), { type: "pause", at: 4000 });
    expect(paused.effects).toEqual([{ type: "pause-recorder" }]);
    expect(tellFrom(paused.state, { type: "pause", at: 4000 }).effects).toEqual([]);
    expect(tellFrom(paused.state, { type: "resume", at: 4000 }).effects).toEqual([{ type: "resume-recorder" }]);
  });

  it("mutes and unmutes the microphone instead of letting it go", () => {
    const muted = tellFrom(recording(...SCREEN_ON, ...MICROPHONE_ON), { type: "toggle", source: "microphone" });
    expect(muted).toMatchObject({ state: { muted: true, live: { microphone: true } }, effects: [{ type: "mute", muted: true }] });
    expect(tellFrom(muted.state, { type: "toggle", source: "microphone" }).effects).toEqual([{ type: "mute", muted: false }]);
  });

  it("switches only what its tracks allow", () => {
    const alone = recording(...SCREEN_ON);
    expect(["screen", "camera", "microphone"].filter((source) => isSwitchable(alone, source as "screen"))).toEqual([]);
    const both = recording(...SCREEN_ON, ...CAMERA_ON, ...MICROPHONE_ON);
    expect(["screen", "camera", "microphone"].filter((source) => isSwitchable(both, source as "screen"))).toEqual([
      "camera",
      "microphone",
    ]);
    expect(tellFrom(alone, { type: "toggle", source: "camera" }).effects).toEqual([]);
    expect(tellFrom(both, { type: "toggle", source: "camera" }).effects).toEqual([{ type: "release", source: "camera" }]);
  });

  it.each([4000, 5000])("goes on without a microphone or a bubble that was unplugged (at %i)", (at) => {
    const before = recording(...SCREEN_ON, ...CAMERA_ON, ...MICROPHONE_ON);
    for (const source of ["camera", "microphone"] as const) {
      const { state, effects } = tellFrom(before, { type: "source-ended", source, at });
      expect(state).toMatchObject({ phase: "recording", live: { [source]: false } });
      expect(state.problem?.advice).toMatch(/what was recorded is kept/);
      expect(effects).toEqual([{ type: "release", source }]);
    }
  });

  it("finishes when sharing of the screen ends", () => {
    const { state, effects } = tellFrom(recording(...SCREEN_ON), { type: "source-ended", source: "screen", at: 9000 });
    expect(state).toMatchObject({ phase: "stopping", recordedMs: 6000 });
    expect(effects).toEqual([{ type: "stop-recorder" }]);
  });

  it("finishes when the only camera goes", () => {
    const { state } = tellFrom(recording(...CAMERA_ON), { type: "source-ended", source: "camera", at: 9000 });
    expect(state.phase).toBe("stopping");
  });

  it("finishes what there is when the recorder breaks", () => {
    const { state, effects } = tellFrom(recording(...SCREEN_ON), { type: "recorder-failed", problem: PROBLEM, at: 9000 });
    expect(state).toMatchObject({ phase: "stopping", problem: PROBLEM });
    expect(effects).toEqual([{ type: "stop-recorder" }]);
    const shown = tellFrom(state, { type: "recorder-stopped", at: 9000 }, { type: "upload-finished" });
    expect(shown.effects).toEqual([{ type: "show-video", videoId: "v1", problem: PROBLEM }]);
  });
});
