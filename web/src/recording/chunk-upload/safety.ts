/** The promise in one line: what is stored, what is on its way, what is only on this device. */

import { formatBytes } from "@/lib/format";
import type { SafetyWords } from "@/lib/safety-words";

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

const RISK: Readonly<Record<KeepingRisk, string>> = {
  full: "This device is full: a reload would lose what is not stored yet",
  unavailable: "This browser keeps no copy: a reload would lose what is not stored yet",
};

/** Less than this is not worth a word. */
const LEAST_BYTES = 1000;

export function safetyWords(facts: SafetyFacts): SafetyWords {
  if (facts.phase === "before") {
    return { tone: "calm", figure: "", text: "Goes to storage while you record", more: [] };
  }
  const { upload, risk } = facts;
  const words = wordsOf(facts);
  // Everything stored, nothing can be lost.
  const nothingToLose = upload.phase === "finished" || upload.storedBytes === upload.ackedBytes + upload.queuedBytes;
  return risk === null || nothingToLose ? words : { ...words, more: [...words.more, RISK[risk]] };
}

function wordsOf(facts: SafetyFacts): SafetyWords {
  const { upload } = facts;
  if (facts.phase === "failed") return arrived(upload);
  if (upload.phase === "finished") return whole(upload);
  if (upload.phase === "waiting" || (upload.phase === "connecting" && upload.queuedBytes > 0)) return cutOff(facts);
  if (facts.phase === "stopping") return lastBytes(upload);
  return facts.quiet ? silent(upload) : flowing(upload);
}

function silent({ ackedBytes }: UploadState): SafetyWords {
  const more = ackedBytes === 0 ? [] : [`${formatBytes(ackedBytes)} reached the server`];
  return { tone: "cut-off", figure: "Nothing new:", text: "the browser's recorder is silent", more };
}

function arrived({ ackedBytes, queuedBytes }: UploadState): SafetyWords {
  const more = queuedBytes === 0 ? [] : [`${formatBytes(queuedBytes)} only on this device`];
  return { tone: "cut-off", figure: formatBytes(ackedBytes), text: "reached the server", more };
}

function flowing({ storedBytes, ackedBytes, queuedBytes }: UploadState): SafetyWords {
  const onItsWay = ackedBytes - storedBytes;
  const here = queuedBytes < LEAST_BYTES ? [] : [`${formatBytes(queuedBytes)} only on this device`];
  if (ackedBytes === 0) {
    const text = queuedBytes === 0 ? "Waiting for the first bytes" : "Sending the first bytes";
    return { tone: "busy", figure: "", text, more: here };
  }
  // Storage takes large parts: until the first is full, the server keeps what it has.
  if (storedBytes === 0) return { tone: "busy", figure: formatBytes(ackedBytes), text: "on its way to storage", more: here };
  const moving = onItsWay < LEAST_BYTES ? [] : [`${formatBytes(onItsWay)} on its way`];
  return { tone: "safe", figure: formatBytes(storedBytes), text: "safe in storage", more: [...moving, ...here] };
}

function cutOff({ online, keptSeconds, upload }: SafetyFacts): SafetyWords {
  const kept = upload.queuedBytes === 0 ? "all sent so far is safe" : `${Math.ceil(keptSeconds)} s kept on this device`;
  if (upload.signedOut) return { tone: "cut-off", figure: "Logged out:", text: `${kept}, going on once you log in again`, more: [] };
  return online
    ? { tone: "cut-off", figure: "Connection lost:", text: `${kept}, trying again`, more: [] }
    : { tone: "cut-off", figure: "Offline:", text: `${kept}, sending when you are back`, more: [] };
}

function lastBytes({ queuedBytes, storedBytes }: UploadState): SafetyWords {
  if (queuedBytes > 0) return { tone: "busy", figure: "", text: `Sending the last ${formatBytes(queuedBytes)}`, more: [] };
  return { tone: "busy", figure: formatBytes(storedBytes), text: "safe in storage", more: ["putting it together"] };
}

function whole({ storedBytes }: UploadState): SafetyWords {
  return { tone: "safe", figure: `All ${formatBytes(storedBytes)}`, text: "safe in storage", more: [] };
}
