/** What a recorder run is given, and what it shows. */

import type { Cancel } from "../chunk-upload/types";
import type { Problem, RecorderState, Source } from "../lifecycle/state";
import type { Corner } from "../media/bubble";
import type { Locked, RigEvents, RigView } from "../media/media-rig";
import type { OpenUpload, RecordingFacts, StartTakes } from "./recording";

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
  level(): number | null;
  wake(): void;
  lock(): Locked;
  unlock(): void;
}

export interface RunDeps {
  newRig(events: RigEvents): Rig;
  openUpload: OpenUpload;
  startTakes: StartTakes;
  /** Resolves once the browser will keep what is recorded, or will not. */
  askToPersist(): Promise<void>;
  now(): number;
  every(milliseconds: number, run: () => void): Cancel;
  /** `problem` is why its recording ended, where the person did not end it. */
  showVideo(videoId: string, problem: Problem | null): void;
  /** Throws ApiError. */
  deleteVideo(videoId: string): Promise<void>;
  /** A discarded recording is in the library after all. */
  couldNotDelete(): void;
}

export interface RunView extends RecordingFacts {
  recorder: RecorderState;
  rig: RigView;
}
