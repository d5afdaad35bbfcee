/** The promise in one line: what is stored, what is on its way, what is only on this device. */

import { formatBytes } from "@/lib/format";
import type { SafetyWords } from "@/lib/safety-words";
import { recordingWords } from "@/words/recording";

import type { UploadState } from "./types";

/** Why a reload would lose what is not stored on the server: there is no room, or this browser keeps nothing. */
export type KeepingRisk = "full" | "unavailable";

export interface SafetyFacts {
  upload: UploadState;
  /** The browser believes it has a network. */
  online: boolean;
  /** Seconds of the recording that are only on this device. */
  keptSeconds: number;
  phase: "before" | "during" | "stopping" | "failed";
  /** The recorder gives nothing just now. */
  quiet: boolean;
  /** Why a reload would lose what is not stored yet; null while it would not. */
  risk: KeepingRisk | null;
}

/** Less than this is not worth a word. */
const LEAST_BYTES = 1000;

export function safetyWords(facts: SafetyFacts): SafetyWords {
  if (facts.phase === "before") {
    return { tone: "calm", figure: "", text: recordingWords.goesToStorage, more: [] };
  }
  const { upload, risk } = facts;
  const words = wordsOf(facts);
  // Everything stored, nothing can be lost.
  const nothingToLose = upload.phase === "finished" || upload.storedBytes === upload.ackedBytes + upload.queuedBytes;
  return risk === null || nothingToLose ? words : { ...words, more: [...words.more, recordingWords.risks[risk]] };
}

function wordsOf(facts: SafetyFacts): SafetyWords {
  const { upload } = facts;
  if (facts.phase === "failed") return arrived(upload);
  if (upload.phase === "finished") return whole(upload);
  if (upload.phase === "waiting" || (upload.phase === "connecting" && upload.isCut && upload.queuedBytes > 0)) return cutOff(facts);
  if (facts.phase === "stopping") return lastBytes(upload);
  return facts.quiet ? silent(upload) : flowing(upload);
}

function silent({ ackedBytes }: UploadState): SafetyWords {
  const more = ackedBytes === 0 ? [] : [recordingWords.bytesReached(formatBytes(ackedBytes))];
  return { tone: "cut-off", figure: recordingWords.nothingNew, text: recordingWords.recorderSilent, more };
}

function arrived({ ackedBytes, queuedBytes }: UploadState): SafetyWords {
  const more = queuedBytes === 0 ? [] : [recordingWords.onlyHere(formatBytes(queuedBytes))];
  return { tone: "cut-off", figure: formatBytes(ackedBytes), text: recordingWords.reached, more };
}

function flowing({ storedBytes, ackedBytes, queuedBytes }: UploadState): SafetyWords {
  const onItsWay = ackedBytes - storedBytes;
  const here = queuedBytes < LEAST_BYTES ? [] : [recordingWords.onlyHere(formatBytes(queuedBytes))];
  if (ackedBytes === 0) {
    const text = queuedBytes === 0 ? recordingWords.waitingForFirst : recordingWords.sendingFirst;
    return { tone: "busy", figure: "", text, more: here };
  }
  // Storage takes large parts: until the first is full, the server keeps what it has.
  if (storedBytes === 0) return { tone: "busy", figure: formatBytes(ackedBytes), text: recordingWords.onItsWayToStorage, more: here };
  const moving = onItsWay < LEAST_BYTES ? [] : [recordingWords.onItsWay(formatBytes(onItsWay))];
  return { tone: "safe", figure: formatBytes(storedBytes), text: recordingWords.safe, more: [...moving, ...here] };
}

function cutOff({ online, keptSeconds, upload }: SafetyFacts): SafetyWords {
  const kept = upload.queuedBytes === 0 ? recordingWords.allSafe : recordingWords.secondsKept(Math.ceil(keptSeconds));
  if (upload.signedOut) return { tone: "cut-off", figure: recordingWords.loggedOut, text: recordingWords.onceLoggedIn(kept), more: [] };
  return online
    ? { tone: "cut-off", figure: recordingWords.connectionLost, text: recordingWords.tryingAgain(kept), more: [] }
    : { tone: "cut-off", figure: recordingWords.offline, text: recordingWords.onceBack(kept), more: [] };
}

function lastBytes({ queuedBytes, storedBytes }: UploadState): SafetyWords {
  if (queuedBytes > 0) return { tone: "busy", figure: "", text: recordingWords.sendingLast(formatBytes(queuedBytes)), more: [] };
  return { tone: "busy", figure: formatBytes(storedBytes), text: recordingWords.safe, more: [recordingWords.puttingTogether] };
}

function whole({ storedBytes }: UploadState): SafetyWords {
  return { tone: "safe", figure: recordingWords.all(formatBytes(storedBytes)), text: recordingWords.safe, more: [] };
}
