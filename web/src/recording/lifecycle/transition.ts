/** The recorder's life as a pure function: state and event in, state and things to do out. */

import { recordingWords } from "@/words/recording";

import type { Effect, RecorderEvent, Step } from "./events";
import { acquired, chooseDevice, refused, sourceEnded, toggle } from "./sources";
import {
  elapsedMs,
  hasPicture,
  INITIAL,
  isBusy,
  isTaking,
  NO_SOURCES,
  type Problem,
  type RecorderState,
  type Source,
} from "./state";

const COUNTDOWN_SECONDS = 3;

function pictureEnded(): Problem {
  const [title, advice] = recordingWords.pictureEnded;
  return { tone: "calm", title, advice };
}

/** An event that means nothing in this phase leaves everything as it is. */
export function transition(state: RecorderState, event: RecorderEvent): Step {
  switch (event.type) {
    case "toggle":
      return toggle(state, event.source);
    case "choose-device":
      return chooseDevice(state, event.source, event.deviceId);
    case "acquired":
      return beginIfAsked(acquired(state, event.source));
    case "refused":
      return refused(state, event.source, event.problem);
    case "source-ended":
      return afterSourceEnded(state, event.source, event.at);
    case "record":
      return record(state, event.defaults);
    case "tick":
      return tick(state, event.at);
    case "upload-opened":
      return isBusy(state) ? same({ ...state, videoId: event.videoId }) : same(state);
    case "upload-refused":
      return uploadRefused(state, event.problem, event.at);
    case "trouble":
      return isTaking(state) ? same({ ...state, problem: event.problem }) : same(state);
    case "trouble-over":
      return state.problem === event.problem ? same({ ...state, problem: null }) : same(state);
    case "cancel":
      return state.phase === "countdown" ? backToReady(state, null) : same(state);
    case "pause":
    case "resume":
      return pauseOrResume(state, event.type, event.at);
    case "stop":
      return isTaking(state) ? stop(state, event.at, null) : same(state);
    case "recorder-failed":
      return isTaking(state) ? stop(state, event.at, event.problem) : same(state);
    case "recorder-stopped":
      return recorderStopped(state, event.at);
    case "upload-finished":
      return uploadFinished(state);
    case "upload-failed":
      return uploadFailed(state, event.problem, event.at);
    case "discard":
      return discard(state);
    case "start-over":
      return state.phase === "failed" ? { state: INITIAL, effects: [{ type: "clear" }] } : same(state);
    case "dismiss-problem":
      return same({ ...state, problem: null });
  }
}

function same(state: RecorderState): Step {
  return { state, effects: [] };
}

/** Record: with no picture chosen yet, the defaults are asked for first. */
function record(state: RecorderState, defaults: readonly Source[]): Step {
  if (state.phase === "ready") return countDown(state);
  if (state.phase !== "idle") return same(state);
  const pending = defaults.filter((source) => !state.live[source]);
  const [first] = pending;
  if (first === undefined) return same(state);
  return {
    state: { ...state, phase: "choosing", pending, recordNext: true, problem: null },
    effects: [{ type: "acquire", source: first }],
  };
}

function beginIfAsked(step: Step): Step {
  const { state } = step;
  if (!state.recordNext || state.phase !== "ready") return step;
  const next = countDown(state);
  return { state: next.state, effects: [...step.effects, ...next.effects] };
}

function countDown(state: RecorderState): Step {
  return {
    state: { ...state, phase: "countdown", countdown: COUNTDOWN_SECONDS, recordNext: false, problem: null },
    effects: [{ type: "wake-sound" }, { type: "start-ticking" }],
  };
}

function backToReady(state: RecorderState, problem: Problem | null): Step {
  return {
    state: { ...state, phase: hasPicture(state.live) ? "ready" : "idle", countdown: 0, problem },
    effects: [{ type: "stop-ticking" }],
  };
}

function tick(state: RecorderState, at: number): Step {
  if (state.phase !== "countdown" || state.countdown === 0) return same(state);
  const counted = { ...state, countdown: state.countdown - 1 };
  return counted.countdown === 0 ? begin(counted, at) : same(counted);
}

function begin(state: RecorderState, at: number): Step {
  const begun = { ...INITIAL, live: state.live, recordedWith: state.live, begunAt: at, runningSince: at };
  return {
    state: { ...begun, phase: "recording" },
    effects: [{ type: "stop-ticking" }, { type: "start-recorder" }],
  };
}

/** The first bytes found no place: nothing is kept of the second that was recorded, and the sources stay live. */
function uploadRefused(state: RecorderState, problem: Problem, at: number): Step {
  if (isTaking(state)) return withoutRecording(state, problem);
  return state.phase === "stopping" ? same({ ...halted(state, at), phase: "failed", problem }) : same(state);
}

function pauseOrResume(state: RecorderState, what: "pause" | "resume", at: number): Step {
  if (what === "pause" && state.phase === "recording") {
    return { state: { ...halted(state, at), phase: "paused" }, effects: [{ type: "pause-recorder" }] };
  }
  if (what === "resume" && state.phase === "paused") {
    return { state: { ...state, phase: "recording", runningSince: at }, effects: [{ type: "resume-recorder" }] };
  }
  return same(state);
}

function stop(state: RecorderState, at: number, problem: Problem | null): Step {
  return {
    state: { ...halted(state, at), phase: "stopping", problem: problem ?? state.problem, endedBy: problem },
    effects: [{ type: "stop-recorder" }],
  };
}

/** Also comes by itself, when every track it records has ended. */
function recorderStopped(state: RecorderState, at: number): Step {
  const ending: readonly Effect[] = [{ type: "release-all" }, { type: "finish-upload" }];
  if (isTaking(state)) {
    return { state: { ...halted(state, at), phase: "stopping", live: NO_SOURCES }, effects: ending };
  }
  if (state.phase === "stopping") return { state: { ...state, live: NO_SOURCES }, effects: ending };
  if (state.phase === "failed") return { state: { ...state, live: NO_SOURCES }, effects: [{ type: "release-all" }] };
  return same(state);
}

function uploadFinished(state: RecorderState): Step {
  const { phase, videoId, endedBy } = state;
  if (phase !== "stopping" || videoId === null) return same(state);
  return { state: { ...state, phase: "done" }, effects: [{ type: "show-video", videoId, problem: endedBy }] };
}

function uploadFailed(state: RecorderState, problem: Problem, at: number): Step {
  if (!isTaking(state) && state.phase !== "stopping") return same(state);
  const effects: readonly Effect[] = isTaking(state)
    ? [{ type: "stop-recorder" }, { type: "salvage-upload" }]
    : [{ type: "salvage-upload" }];
  return { state: { ...halted(state, at), phase: "failed", problem }, effects };
}

/** The sources stay live, ready for another take. */
function discard(state: RecorderState): Step {
  if (state.phase === "countdown") return backToReady(state, null);
  return isBusy(state) ? withoutRecording(state, null) : same(state);
}

function withoutRecording({ live }: RecorderState, problem: Problem | null): Step {
  return {
    state: { ...INITIAL, live, phase: hasPicture(live) ? "ready" : "idle", problem },
    effects: [{ type: "drop-recorder" }, { type: "discard-upload" }, { type: "mute", muted: false }],
  };
}

function afterSourceEnded(state: RecorderState, source: Source, at: number): Step {
  const step = sourceEnded(state, source);
  const wasPicture = source === "screen" || (source === "camera" && !state.recordedWith.screen);
  if (isTaking(state) && wasPicture) return stop(step.state, at, pictureEnded());
  if (state.phase === "countdown" && !hasPicture(step.state.live)) return backToReady(step.state, step.state.problem);
  return step;
}

function halted(state: RecorderState, at: number): RecorderState {
  return { ...state, recordedMs: elapsedMs(state, at), runningSince: null };
}
