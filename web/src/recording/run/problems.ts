/** What went wrong, in words: what happened, and what to do now. */

import { ApiError } from "@/lib/api-error";
import { errorName } from "@/lib/error-name";

import { SilentRecorder } from "../capture/takes";
import type { UploadFault } from "../chunk-upload/types";
import type { Problem, Source } from "../lifecycle/state";

const NOUN: Readonly<Record<Source, string>> = {
  screen: "screen",
  camera: "camera",
  microphone: "microphone",
};

const BUTTON: Readonly<Record<Source, string>> = {
  screen: "Screen",
  camera: "Camera",
  microphone: "Microphone",
};

/** How recording goes on without it, where it can. */
const WITHOUT: Readonly<Record<Source, string>> = {
  screen: "",
  camera: "",
  microphone: " Or press Start recording to go on without sound from it.",
};

function trouble(title: string, advice: string): Problem {
  return { tone: "trouble", title, advice };
}

/** Why a source could not be had, from what `getUserMedia` or `getDisplayMedia` threw. */
export function problemOfSource(error: unknown, source: Source): Problem {
  const problem = byName(error, source);
  return { ...problem, advice: problem.advice + WITHOUT[source] };
}

function byName(error: unknown, source: Source): Problem {
  const noun = NOUN[source];
  const again = `press ${BUTTON[source]} again`;
  switch (errorName(error)) {
    case "NotAllowedError":
      return source === "screen" ? notShared(error) : notAllowed(error, source);
    case "SecurityError":
      return trouble(`This page may not use the ${noun}.`, "A rule of your browser or organisation forbids it. Ask whoever manages it.");
    case "NotFoundError":
    case "OverconstrainedError":
      return trouble(`No ${noun} was found.`, `Plug one in, or choose another one, then ${again}.`);
    case "NotReadableError":
    case "AbortError":
      return trouble(`The ${noun} is busy.`, `Close the other app or tab that uses it, then ${again}.`);
    case "InvalidStateError":
      return trouble(`The ${noun} needs this tab in front.`, `Come back to this tab and ${again}.`);
    default:
      return trouble(`The ${noun} did not start.`, `Reload the page, then ${again}.`);
  }
}

function notAllowed(error: unknown, source: Source): Problem {
  const noun = NOUN[source];
  if (says(error, "dismissed")) {
    return { tone: "calm", title: `The ${noun} was not allowed yet.`, advice: `Press ${BUTTON[source]} again and choose Allow.` };
  }
  if (says(error, "system")) {
    return trouble(
      `Your computer keeps the ${noun} from this browser.`,
      `Allow it in the system's privacy settings, then press ${BUTTON[source]} again.`,
    );
  }
  return trouble(
    `The ${noun} is blocked for this page.`,
    `Allow it beside the address bar, then press ${BUTTON[source]} again.`,
  );
}

function notShared(error: unknown): Problem {
  if (says(error, "system")) {
    return trouble(
      "Your computer keeps the screen from this browser.",
      "Allow screen recording in the system's privacy settings, then press Screen again.",
    );
  }
  return {
    tone: "calm",
    title: "No screen was chosen.",
    advice: "Press Screen and choose a screen, a window or a tab. If nothing opens, allow sharing beside the address bar.",
  };
}

function says(error: unknown, word: string): boolean {
  return error instanceof Error && error.message.toLowerCase().includes(word);
}

/** Why a recording could not be begun on the server. */
export function problemOfStart(error: unknown): Problem {
  if (error instanceof ApiError && error.code === "network") {
    return trouble("The server cannot be reached.", "Nothing was recorded. Check your connection, then press Start recording again.");
  }
  if (error instanceof ApiError && error.status > 0 && error.status < 500) {
    return trouble("The server did not take this recording.", `${error.message} Nothing was recorded.`);
  }
  return trouble("The server has a problem.", "Nothing was recorded. Try again in a minute.");
}

/** Why MediaRecorder did not start or broke off. */
export function problemOfRecorder(error: unknown): Problem {
  if (errorName(error) === "NotSupportedError") {
    return trouble("This browser cannot record this picture.", "Use a current Chrome, Edge, Firefox or Safari.");
  }
  if (error instanceof SilentRecorder && !error.gaveBefore) {
    return trouble(
      "Nothing was recorded, because the browser gave no picture.",
      "Choose the source again and record again. If that does not help, use a current Chrome, Edge, Firefox or Safari.",
    );
  }
  if (error instanceof SilentRecorder) {
    return trouble(
      "The browser recorded nothing any more.",
      "What was recorded up to here is kept. Choose the source again and record the rest as a second one.",
    );
  }
  return trouble("The browser stopped recording.", "What was recorded up to here is kept.");
}

/** Nobody can tell whether the picture stands still or the recorder does. */
export const QUIET: Problem = trouble(
  "The browser gives nothing to record.",
  "It is tried in another way. If your picture moves and this stays, stop and record again; what was recorded is kept.",
);

export const SILENT_MICROPHONE: Problem = trouble(
  "No sound comes from the microphone.",
  "Look whether it is muted, on the device or in the system's settings, or choose another one.",
);

export const WITHOUT_SYSTEM_SOUND: Problem = trouble(
  "Only the microphone is recorded, not the sound of what you share.",
  "This browser mixes sounds only where it can play sound. Connect a speaker or headphones, or turn the microphone off.",
);

const UPLOAD: Readonly<Record<string, readonly [string, string]>> = {
  recording_too_large: ["The recording reached the largest size.", "Everything up to there is stored. Record the rest as a second one."],
  quota_exceeded: ["Your storage is full.", "Everything up to here is stored. Delete recordings you no longer need, then record again."],
  superseded: ["Another window sends this recording now.", "Go on there, or record again here."],
  already_finished: ["The server ended this recording while you were away.", "Everything it had by then is stored."],
  aborted: ["This recording was thrown away.", "It was discarded in another window."],
  not_found: ["This recording was deleted.", "It is gone from the server. You can record again."],
  empty_recording: ["Nothing was recorded.", "The browser gave no picture. Choose the source again and record again."],
  token_expired: ["This recording ran longer than the server allows.", "Everything it has by now is stored."],
  not_authenticated: ["The server no longer takes this recording.", "Everything it has by now is stored. Log in again to record another."],
};

/** Why an upload ended for good. */
export function problemOfUpload({ code, message }: UploadFault): Problem {
  const words = UPLOAD[code];
  if (words !== undefined) return trouble(...words);
  return trouble("Sending broke off.", `${message} Everything the server has by now is stored.`.trimStart());
}

/** Why this page cannot record at all. */
export function problemOfBrowser(secure: boolean): Problem {
  if (!secure) return trouble("Recording needs a secure address.", "Open this page by https, or on the computer it runs on by localhost.");
  return trouble("This browser cannot record.", "Use a current Chrome, Edge, Firefox or Safari.");
}
