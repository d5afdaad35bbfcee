/** What one connection of either kind reads from and reports to. */

import type { RecorderEnd } from "./protocol";
import type { FinishedUpload, UploadFault } from "./types";

/** Largest piece handed over at once, so that a slow line shows progress and a lost connection repeats little. */
export const PIECE_BYTES = 1024 * 1024;

/** The recording as a link sees it. */
export interface LinkSource {
  readonly start: number;
  readonly end: number;
  /** The final size once `finish` was asked for; null while more may come. */
  readonly finishSize: number | null;
  readonly recorderEnd: RecorderEnd;
  /** Whether some link has already asked the server to finish. */
  readonly finishAsked: boolean;
  read(from: number, limit: number): Promise<Blob>;
}

export interface Loss {
  /** Set where no new connection can help. */
  fault: UploadFault | null;
  /** The server goes away and asks for a new connection: there is no need to wait for it. */
  soon: boolean;
}

/** A link reports in this order: ready, then any of sent, acked, stored, finishing; finished or lost ends it. */
export interface LinkEvents {
  /** `multitrackId` where the connection is one of a multitrack recording's two. */
  ready(offset: number, stored: number, multitrackId?: string | null): void;
  sent(offset: number): void;
  acked(offset: number): void;
  stored(offset: number): void;
  /** How long chunks should be from now on, in ms; null: as long as they usually are. Somebody watches, or nobody. */
  paced?(chunkMs: number | null): void;
  finishing(): void;
  finished(result: FinishedUpload): void;
  lost(loss: Loss): void;
}

export interface Link {
  /** More bytes may be sent, or the end was declared. */
  wake(): void;
  /** Asks the server to throw the upload away. Resolves false when this link cannot tell that it did. */
  abort(): Promise<boolean>;
  /** Drops the connection; no event follows. */
  close(): void;
}

export const TRY_AGAIN: Loss = { fault: null, soon: false };

/**
 * Why the server's idea of the recording cannot be continued from here, or null when it can.
 * Both cases mean that somebody else wrote, or that the server lost what it had called stored.
 */
export function cannotContinue(offset: number, source: LinkSource): UploadFault | null {
  if (offset > source.end) {
    return { code: "offset_ahead", message: "The server has more of this recording than this window recorded." };
  }
  if (offset < source.start) {
    return { code: "bytes_missing", message: "The server asks for bytes it had called stored." };
  }
  return null;
}
