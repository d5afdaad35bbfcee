/** What the recorder knows: which sources are live, how far the recording is, what went wrong. */

export const SOURCES = ["screen", "camera", "microphone"] as const;
export type Source = (typeof SOURCES)[number];

export type Phase =
  /** No picture to record yet. */
  | "idle"
  /** The browser is asking the person for a source. */
  | "choosing"
  /** A picture is live and previewed. */
  | "ready"
  | "countdown"
  | "recording"
  | "paused"
  /** The recorder is through; its last bytes are on their way. */
  | "stopping"
  | "done"
  | "failed";

/** Something to tell the person: what happened, and what to do now. */
export interface Problem {
  /** `calm` is news, `trouble` is in the way. */
  tone: "calm" | "trouble";
  title: string;
  advice: string;
}

export type SourceFlags = Readonly<Record<Source, boolean>>;

export interface RecorderState {
  readonly phase: Phase;
  readonly live: SourceFlags;
  /** Sources the browser is being asked for; the first is under way. */
  readonly pending: readonly Source[];
  /** Recording was asked for and starts once the pending sources are there. */
  readonly recordNext: boolean;
  /** Sources that were live when recording started; all false before. */
  readonly recordedWith: SourceFlags;
  readonly muted: boolean;
  /** Seconds left before recording. */
  readonly countdown: number;
  /** When this recording began, in ms since 1970; null before. */
  readonly begunAt: number | null;
  /** Null until the recorder's first bytes are on their way. */
  readonly videoId: string | null;
  /** Milliseconds recorded before `runningSince`, pauses left out. */
  readonly recordedMs: number;
  /** When the running stretch began, in ms since 1970; null while nothing is recorded. */
  readonly runningSince: number | null;
  readonly problem: Problem | null;
  /** Why the recording ended, where the person did not end it. */
  readonly endedBy: Problem | null;
}

export const NO_SOURCES: SourceFlags = { screen: false, camera: false, microphone: false };

export const INITIAL: RecorderState = {
  phase: "idle",
  live: NO_SOURCES,
  pending: [],
  recordNext: false,
  recordedWith: NO_SOURCES,
  muted: false,
  countdown: 0,
  begunAt: null,
  videoId: null,
  recordedMs: 0,
  runningSince: null,
  problem: null,
  endedBy: null,
};

export function hasPicture(flags: SourceFlags): boolean {
  return flags.screen || flags.camera;
}

/** Whether bytes are being recorded or could go on being recorded. */
export function isTaking(state: RecorderState): boolean {
  return state.phase === "recording" || state.phase === "paused";
}

/** Whether leaving would cut something off. */
export function isBusy(state: RecorderState): boolean {
  return isTaking(state) || state.phase === "stopping";
}

export function isBeforeRecording(state: RecorderState): boolean {
  return state.phase === "idle" || state.phase === "choosing" || state.phase === "ready";
}

/** Milliseconds recorded so far, pauses left out. */
export function elapsedMs(state: RecorderState, now: number): number {
  return state.recordedMs + (state.runningSince === null ? 0 : Math.max(0, now - state.runningSince));
}

/**
 * Whether the person can switch a source now. A recording's tracks are fixed when it starts: the camera can come and
 * go where it is drawn into the picture, the microphone where there is sound to mix it into.
 */
export function isSwitchable(state: RecorderState, source: Source): boolean {
  if (isBeforeRecording(state)) return true;
  if (!isTaking(state)) return false;
  const { screen, camera, microphone } = state.recordedWith;
  if (source === "camera") return screen && camera;
  return source === "microphone" && microphone;
}
