/** Why a multitrack recording could not be recorded or sent, for a person. */
import { errorName } from "@/lib/error-name";

import { SilentRecorder } from "../capture/takes";
import { UploadError } from "../chunk-upload/types";

const NAMES = { camera: "camera", screen: "screen" } as const;

export function problemOfCapture(error: unknown, picture: "camera" | "screen"): string {
  const name = errorName(error);
  if (name === "NotAllowedError") {
    return `The browser may not use the ${NAMES[picture]} or the microphone. Allow both in the address bar, then try again.`;
  }
  if (name === "NotFoundError" || name === "OverconstrainedError") return "There is no camera or no microphone. Plug it in, then try again.";
  if (name === "NotReadableError") return "Another program uses the camera or the microphone. Close it, then try again.";
  if (name === "NotSupportedError") return "This browser cannot record picture and sound apart.";
  return "The recording could not be started. Try again.";
}

/** Why a recorder did not give what it should. */
export function problemOfRecorder(error: unknown): string {
  if (error instanceof SilentRecorder && !error.gaveBefore) {
    return "Nothing was recorded of one track, because the browser gave nothing. Choose the sources again, then try again.";
  }
  return "The browser stopped recording. What was recorded before is safe.";
}

export function problemOfTrack(error: unknown): string {
  if (!(error instanceof UploadError)) return "The recording could not be sent to its end. What arrived is kept.";
  if (error.code === "quota_exceeded") return "Your storage is full. What arrived before is kept.";
  return `${error.message} What arrived before is kept.`;
}
