/** What is said while a recording goes on. */

import { describe, expect, it } from "vitest";

import type { RecorderEvent, Step } from "./events";
import { INITIAL, type Problem, type RecorderState } from "./state";
import { transition } from "./transition";

const PROBLEM: Problem = { tone: "trouble", title: "It broke.", advice: "Mend it." };
const RECORDING: RecorderState = { ...INITIAL, phase: "recording", videoId: "v1", begunAt: 1000, runningSince: 1000 };

/** The effects are those of the last event. */
function tell(from: RecorderState, ...events: RecorderEvent[]): Step {
  return events.reduce<Step>((told, event) => transition(told.state, event), { state: from, effects: [] });
}

describe("what is said while it records", () => {
  it("is there as long as it holds", () => {
    const told = tell(RECORDING, { type: "trouble", problem: PROBLEM });
    expect(told.state.problem).toBe(PROBLEM);
    const other: Problem = { ...PROBLEM, title: "Another." };
    expect(tell(told.state, { type: "trouble-over", problem: other }).state.problem).toBe(PROBLEM);
    expect(tell(told.state, { type: "trouble-over", problem: PROBLEM }).state.problem).toBeNull();
  });

  it("is not why it ended", () => {
    const { effects } = tell(
      RECORDING,
      { type: "trouble", problem: PROBLEM },
      { type: "stop", at: 9000 },
      { type: "recorder-stopped", at: 9000 },
      { type: "upload-finished" },
    );
    expect(effects).toEqual([{ type: "show-video", videoId: "v1", problem: null }]);
  });

  it("means nothing where nothing is recorded", () => {
    expect(tell(INITIAL, { type: "trouble", problem: PROBLEM }).state.problem).toBeNull();
  });
});
