/** Why a multitrack recording could not be recorded or sent, for a person. */
import { errorName } from "@/lib/error-name";
import { errorWords } from "@/words/errors";
import { recordingWords } from "@/words/recording";

import { SilentRecorder } from "../capture/takes";
import { UploadError } from "../chunk-upload/types";

export function problemOfCapture(error: unknown, picture: "camera" | "screen"): string {
  const name = errorName(error);
  if (name === "NotAllowedError") {
    return recordingWords.tracks.mayNotUse(recordingWords.nouns[picture]);
  }
  if (name === "NotFoundError" || name === "OverconstrainedError") return recordingWords.tracks.notThere;
  if (name === "NotReadableError") return recordingWords.tracks.busy;
  if (name === "NotSupportedError") return recordingWords.tracks.cannotApart;
  return recordingWords.tracks.notStarted;
}

/** Why a recorder did not give what it should. */
export function problemOfRecorder(error: unknown): string {
  if (error instanceof SilentRecorder && !error.gaveBefore) {
    return recordingWords.tracks.gaveNothing;
  }
  return recordingWords.tracks.stopped;
}

export function problemOfTrack(error: unknown): string {
  if (!(error instanceof UploadError)) return recordingWords.tracks.notToItsEnd;
  if (error.code === "quota_exceeded") return recordingWords.tracks.storageFull;
  return recordingWords.tracks.ended(errorWords.ofServer(error.code, error.message));
}
