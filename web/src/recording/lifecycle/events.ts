/** Everything that can happen to the recorder, and everything it can have done. */

import type { Problem, RecorderState, Source } from "./state";

/** `at` is in ms since 1970. */
export type RecorderEvent =
  | { type: "toggle"; source: Source }
  | { type: "choose-device"; source: Source; deviceId: string }
  | { type: "acquired"; source: Source }
  | { type: "refused"; source: Source; problem: Problem }
  | { type: "source-ended"; source: Source; at: number }
  | { type: "record"; defaults: readonly Source[] }
  | { type: "tick"; at: number }
  /** The recorder gave its first bytes, and there is a video for them. */
  | { type: "upload-opened"; videoId: string }
  | { type: "upload-refused"; problem: Problem; at: number }
  /** Something to say while the recording goes on. */
  | { type: "trouble"; problem: Problem }
  | { type: "trouble-over"; problem: Problem }
  | { type: "cancel" }
  | { type: "pause"; at: number }
  | { type: "resume"; at: number }
  | { type: "stop"; at: number }
  | { type: "recorder-failed"; problem: Problem; at: number }
  | { type: "recorder-stopped"; at: number }
  | { type: "upload-finished" }
  | { type: "upload-failed"; problem: Problem; at: number }
  | { type: "discard" }
  | { type: "start-over" }
  | { type: "dismiss-problem" };

export type Effect =
  | { type: "acquire"; source: Source; deviceId?: string }
  | { type: "release"; source: Source }
  | { type: "release-all" }
  /** The same, and the picture goes too. */
  | { type: "clear" }
  | { type: "mute"; muted: boolean }
  /** Sound that is mixed may sleep until a press wakes it. */
  | { type: "wake-sound" }
  | { type: "start-ticking" }
  | { type: "stop-ticking" }
  | { type: "finish-upload" }
  | { type: "discard-upload" }
  /** Have the server make what arrived playable, since the rest will not come. */
  | { type: "salvage-upload" }
  /** Its first bytes make the video on the server; the link exists from there on. */
  | { type: "start-recorder" }
  | { type: "pause-recorder" }
  | { type: "resume-recorder" }
  /** Flush the last bytes; `recorder-stopped` follows. */
  | { type: "stop-recorder" }
  /** Throw the recorder away with what it still holds; nothing follows. */
  | { type: "drop-recorder" }
  /** `problem` is why the recording ended, where the person did not end it. */
  | { type: "show-video"; videoId: string; problem: Problem | null };

export interface Step {
  state: RecorderState;
  effects: readonly Effect[];
}
