/** What somebody has written into a step and what is not saved yet: kept on this device until it is. */
export interface StepDraft {
  title: string;
  text: string;
}

const PREFIX = "videoflow.guide.";
/** Like those of comments. */
export const KEPT_MS = 90 * 24 * 3600 * 1000;

const keyOf = (videoId: string, stepId: string): string => `${PREFIX}${videoId}.${stepId}`;

export function keepDraft(videoId: string, stepId: string, draft: StepDraft, now = Date.now()): void {
  attempt(() => localStorage.setItem(keyOf(videoId, stepId), JSON.stringify({ ...draft, keptAt: now })));
}

export function dropDraft(videoId: string, stepId: string): void {
  attempt(() => localStorage.removeItem(keyOf(videoId, stepId)));
}

export function findDraft(videoId: string, stepId: string, now = Date.now()): StepDraft | null {
  attempt(() => forgetOld(now));
  const kept = attempt(() => read(keyOf(videoId, stepId)));
  return kept ? { title: kept.title, text: kept.text } : null;
}

function forgetOld(now: number): void {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
    if (now - (attempt(() => read(key))?.keptAt ?? 0) > KEPT_MS) localStorage.removeItem(key);
  }
}

/** Null for what is not there and for what somebody else wrote there. */
function read(key: string): (StepDraft & { keptAt: number }) | null {
  const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
  if (typeof kept !== "object" || kept === null) return null;
  const { title, text, keptAt } = kept as Record<string, unknown>;
  const sound = typeof title === "string" && typeof text === "string" && typeof keptAt === "number";
  return sound ? { title, text, keptAt } : null;
}

function attempt<T>(job: () => T): T | null {
  try {
    return job();
  } catch {
    return null;
  }
}
