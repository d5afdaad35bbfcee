/** The part of the recorder's life that is about sources coming and going. */

import { recordingWords } from "@/words/recording";

import type { Step } from "./events";
import {
  hasPicture,
  isBeforeRecording,
  isSwitchable,
  isTaking,
  type Problem,
  type RecorderState,
  type Source,
} from "./state";

function leftProblem(source: Source): Problem {
  const [title, advice] = recordingWords.left[source];
  return { tone: source === "screen" ? "calm" : "trouble", title, advice };
}

export function toggle(state: RecorderState, source: Source): Step {
  if (!isSwitchable(state, source) || state.pending.includes(source)) return { state, effects: [] };
  if (isTaking(state) && source === "microphone" && state.live.microphone) {
    return { state: { ...state, muted: !state.muted }, effects: [{ type: "mute", muted: !state.muted }] };
  }
  if (!state.live[source]) return ask(state, source);
  return { state: settled(without(state, source)), effects: [{ type: "release", source }] };
}

export function chooseDevice(state: RecorderState, source: Source, deviceId: string): Step {
  if (!isSwitchable(state, source) || state.pending.includes(source)) return { state, effects: [] };
  return ask(state, source, deviceId);
}

export function acquired(state: RecorderState, source: Source): Step {
  // The recording ended while the person was choosing.
  if (!isBeforeRecording(state) && !isTaking(state)) return { state, effects: [{ type: "release", source }] };
  const next = { ...state, live: { ...state.live, [source]: true } };
  return goOn(next, source);
}

/** Recording waits for what it was asked to record: a person decides whether to go on without it. */
export function refused(state: RecorderState, source: Source, problem: Problem): Step {
  // What was to be asked next is dropped; what was asked beside it still has its answer coming.
  const pending = state.recordNext ? [] : state.pending.filter((other) => other !== source);
  return { state: settled({ ...state, pending, recordNext: false, problem }), effects: [] };
}

export function sourceEnded(state: RecorderState, source: Source): Step {
  if (!state.live[source]) return { state, effects: [] };
  return { state: settled({ ...without(state, source), problem: leftProblem(source) }), effects: [{ type: "release", source }] };
}

function ask(state: RecorderState, source: Source, deviceId?: string): Step {
  const effect = { type: "acquire" as const, source, ...(deviceId === undefined ? {} : { deviceId }) };
  const pending = [...state.pending, source];
  return { state: settled({ ...state, pending, problem: null }), effects: [effect] };
}

/** Asks for the next source of a row; those pressed one by one were asked for at once. */
function goOn(state: RecorderState, source: Source): Step {
  const pending = state.pending.filter((other) => other !== source);
  const [next] = pending;
  const effects = state.recordNext && next !== undefined ? [{ type: "acquire" as const, source: next }] : [];
  return { state: settled({ ...state, pending }), effects };
}

function without(state: RecorderState, source: Source): RecorderState {
  return { ...state, live: { ...state.live, [source]: false } };
}

/** Before a recording the phase follows from the sources; later it does not. */
function settled(state: RecorderState): RecorderState {
  if (!isBeforeRecording(state)) return state;
  if (state.pending.length > 0) return { ...state, phase: "choosing" };
  return { ...state, phase: hasPicture(state.live) ? "ready" : "idle" };
}
