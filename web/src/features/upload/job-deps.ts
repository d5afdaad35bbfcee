/** What an upload is given to work with, and what is known of one that was begun earlier. */
import type { StartedUpload } from "@/lib/api-types";
import type { FileHandle } from "@/lib/file-handle";

import type { Sender, SendTarget } from "./engine/sender";
import type { Problem } from "./file-check";
import type { Fingerprint } from "./remember/fingerprint";
import type { Memory } from "./remember/memory";

/** What became of a file that has arrived, as far as that is known. */
export type Outcome = { kind: "unknown" } | { kind: "taken" } | { kind: "refused"; problem: Problem };

export interface JobDeps {
  userId: string;
  /** Throws ApiError, as `abort` does. */
  begin(file: File): Promise<StartedUpload>;
  abort(videoId: string): Promise<void>;
  loadSender(): Promise<Sender>;
  memory: Memory;
  /** Resolves with what lets go of the upload, or null while another tab has it. */
  hold(videoId: string): Promise<(() => void) | null>;
  now(): number;
  /** Runs once, later; returns what prevents it. */
  after(milliseconds: number, run: () => void): () => void;
  changed(): void;
  arrived(videoId: string): void;
  /** What became of a file that has arrived. Throws ApiError. */
  outcome(videoId: string): Promise<Outcome>;
}

export interface Begun extends Fingerprint, SendTarget {
  stored: number;
  paused: boolean;
  file: File | null;
  handle: FileHandle | null;
}
