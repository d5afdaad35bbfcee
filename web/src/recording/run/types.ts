/** What a recorder run is given, and what it shows. */

import type { Take, TakeEvents } from "../capture/take";
import type { KeepingRisk } from "../chunk-upload/safety";
import type { Cancel, UploadState } from "../chunk-upload/types";
import type { RecorderState, Source } from "../lifecycle/state";
import type { Corner } from "../media/bubble";
import type { RigView } from "../media/media-rig";
import type { OpenUpload } from "./recording-upload";

/** The live sources, as the run uses them. */
export interface Rig {
  readonly view: RigView;
  subscribe(listener: () => void): () => void;
  acquire(source: Source, deviceId?: string): Promise<void>;
  release(source: Source): void;
  releaseAll(): void;
  clear(): void;
  mute(muted: boolean): void;
  moveBubble(corner: Corner): void;
  level(): number;
  lock(): MediaStream;
  unlock(): void;
}

export interface RunDeps {
  newRig(ended: (source: Source) => void): Rig;
  openUpload: OpenUpload;
  /** Throws where the browser cannot record this stream. */
  startTake(stream: MediaStream, chunkMs: number, events: TakeEvents): Pick<Take, "pause" | "resume" | "stop" | "drop">;
  now(): number;
  every(milliseconds: number, run: () => void): Cancel;
  showVideo(videoId: string): void;
  /** Throws ApiError. */
  deleteVideo(videoId: string): Promise<void>;
  /** A discarded recording is in the library after all. */
  couldNotDelete(): void;
}

export interface RunView {
  recorder: RecorderState;
  rig: RigView;
  upload: UploadState;
  /** All of the recording is still here, so it can be saved as a file. */
  savable: boolean;
  /** Why a reload would lose what is not stored yet; null while it would not. */
  risk: KeepingRisk | null;
}
