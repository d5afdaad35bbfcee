/** What went wrong, in words: what happened, and what to do now. */

import { ApiError } from "@/lib/api-error";
import { errorName } from "@/lib/error-name";
import { errorWords } from "@/words/errors";
import { recordingWords } from "@/words/recording";

import { SilentRecorder } from "../capture/takes";
import type { UploadFault } from "../chunk-upload/types";
import type { Problem, Source } from "../lifecycle/state";

function trouble([title, advice]: readonly [string, string]): Problem {
  return { tone: "trouble", title, advice };
}

function calm([title, advice]: readonly [string, string]): Problem {
  return { tone: "calm", title, advice };
}

/** Why a source could not be had, from what `getUserMedia` or `getDisplayMedia` threw. */
export function problemOfSource(error: unknown, source: Source): Problem {
  const problem = byName(error, source);
  // Recording goes on without sound from it.
  return source === "microphone" ? { ...problem, advice: problem.advice + recordingWords.withoutMicrophone } : problem;
}

function byName(error: unknown, source: Source): Problem {
  const noun = recordingWords.nouns[source];
  const button = recordingWords.buttons[source];
  switch (errorName(error)) {
    case "NotAllowedError":
      return source === "screen" ? notShared(error) : notAllowed(error, noun, button);
    case "SecurityError":
      return trouble(recordingWords.forbidden(noun));
    case "NotFoundError":
    case "OverconstrainedError":
      return trouble(recordingWords.notThere(noun, button));
    case "NotReadableError":
    case "AbortError":
      return trouble(recordingWords.busy(noun, button));
    case "InvalidStateError":
      return trouble(recordingWords.needsFront(noun, button));
    default:
      return trouble(recordingWords.notStarted(noun, button));
  }
}

function notAllowed(error: unknown, noun: string, button: string): Problem {
  if (says(error, "dismissed")) return calm(recordingWords.notAllowedYet(noun, button));
  return trouble(says(error, "system") ? recordingWords.keptBySystem(noun, button) : recordingWords.blocked(noun, button));
}

function notShared(error: unknown): Problem {
  return says(error, "system") ? trouble(recordingWords.screenKeptBySystem) : calm(recordingWords.noScreenChosen);
}

function says(error: unknown, word: string): boolean {
  return error instanceof Error && error.message.toLowerCase().includes(word);
}

/** Why a recording could not be begun on the server. */
export function problemOfStart(error: unknown): Problem {
  if (error instanceof ApiError && error.code === "network") return trouble(recordingWords.startUnreachable);
  if (error instanceof ApiError && error.status > 0 && error.status < 500) {
    return trouble(recordingWords.startRefused(errorWords.ofServer(error.code, error.message)));
  }
  return trouble(recordingWords.startFailed);
}

/** Why MediaRecorder did not start or broke off. */
export function problemOfRecorder(error: unknown): Problem {
  if (errorName(error) === "NotSupportedError") return trouble(recordingWords.cannotRecordThis);
  if (error instanceof SilentRecorder) return trouble(error.gaveBefore ? recordingWords.gaveNoMore : recordingWords.gaveNothing);
  return trouble(recordingWords.stopped);
}

/** Nobody can tell whether the picture stands still or the recorder does. */
export const quiet = once(() => trouble(recordingWords.quiet));
export const silentMicrophone = once(() => trouble(recordingWords.silentMicrophone));
export const withoutSystemSound = once(() => trouble(recordingWords.withoutSystemSound));

/** Always the same one, to know it again when it is over; made when the words are there. */
function once(make: () => Problem): () => Problem {
  let made: Problem | null = null;
  return () => (made ??= make());
}

/** Why an upload ended for good. */
export function problemOfUpload({ code, message }: UploadFault): Problem {
  return trouble(recordingWords.upload[code] ?? recordingWords.brokeOff(errorWords.ofServer(code, message)));
}

/** Why this page cannot record at all. */
export function problemOfBrowser(secure: boolean): Problem {
  return trouble(secure ? recordingWords.cannotRecord : recordingWords.needsSecure);
}
