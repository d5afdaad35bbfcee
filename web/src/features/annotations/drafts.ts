/**
 * Comments that were begun and not sent, kept on this device. Where it keeps nothing, nothing is kept, and all goes on.
 *
 * Not in the local store beside recordings: a table more there is a new version of it, for which older tabs let go of
 * the store while they record.
 */

export interface KeptDraft {
  text: string;
  /** The moment it is about, in seconds. */
  pinned: number;
}

/** Nobody misses half a sentence after that long; the video may be gone as well. */
export const KEPT_MS = 90 * 24 * 3600 * 1000;

const PREFIX = "videoflow.draft.";
/** Whoever uses this browser next is somebody else's business. */
const keyOf = (userId: string, videoId: string): string => `${PREFIX}${userId}.${videoId}`;

export function keepDraft(userId: string, videoId: string, draft: KeptDraft, now = Date.now()): void {
  attempt(() => localStorage.setItem(keyOf(userId, videoId), JSON.stringify({ ...draft, keptAt: now })));
}

export function dropDraft(userId: string, videoId: string): void {
  attempt(() => localStorage.removeItem(keyOf(userId, videoId)));
}

export function findDraft(userId: string, videoId: string, now = Date.now()): KeptDraft | null {
  attempt(() => forgetOld(now));
  return attempt(() => read(keyOf(userId, videoId))) ?? null;
}

function forgetOld(now: number): void {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
    if (now - (attempt(() => read(key))?.keptAt ?? 0) > KEPT_MS) localStorage.removeItem(key);
  }
}

/** Null for what is not there and for what somebody else wrote there. */
function read(key: string): (KeptDraft & { keptAt: number }) | null {
  const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
  if (typeof kept !== "object" || kept === null) return null;
  const { text, pinned, keptAt } = kept as Record<string, unknown>;
  const sound = typeof text === "string" && typeof pinned === "number" && typeof keptAt === "number";
  return sound ? { text, pinned, keptAt } : null;
}

function attempt<T>(job: () => T): T | null {
  try {
    return job();
  } catch {
    return null;
  }
}
