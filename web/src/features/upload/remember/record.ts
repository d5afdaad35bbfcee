/** What a device remembers of a file it is sending. */
import type { FileHandle } from "./file-handle";
import type { Fingerprint } from "./fingerprint";

export interface UploadRecord extends Fingerprint {
  videoId: string;
  userId: string;
  partSize: number;
  /** Bytes in storage when it was last looked at. */
  stored: number;
  paused: boolean;
  /** The file itself, where it is small enough to be kept. */
  copy: File | null;
  handle: FileHandle | null;
}
