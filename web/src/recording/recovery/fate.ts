/** What became of a kept recording on the server, and what can be done about it here. */

import type { KeptRecording } from "@/lib/local-store/tables";

/** A recording that no tab works on. */
export interface Unfinished {
  record: KeptRecording;
  /** Position of the oldest byte still here; the newest is `record.size`. */
  start: number;
}

/** As much of a video as its fate depends on. */
export interface ServerVideo {
  status: string;
  size: number | null;
}

export type Fate =
  /** It waits for the rest. */
  | { kind: "open" }
  /** The server ended it by itself; `missing` bytes at its end are only here. */
  | { kind: "finished"; missing: number }
  /** Deleted, or thrown away in another window. */
  | { kind: "gone" }
  /** The server could not be asked. */
  | { kind: "unknown" };

/** `video` is null where the server knows none. */
export function fateOf({ size }: KeptRecording, video: ServerVideo | null): Fate {
  if (video === null || video.status === "aborted") return { kind: "gone" };
  if (video.status === "uploading") return { kind: "open" };
  return { kind: "finished", missing: Math.max(0, size - (video.size ?? size)) };
}
