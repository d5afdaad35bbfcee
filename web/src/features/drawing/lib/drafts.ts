/** Drawings that were begun and not saved, kept on this device. Where it keeps nothing, nothing is kept, and all goes on. */
import { readStrokes, type Stroke } from "./stroke";

export interface DrawingDraft {
  /** What it is called towards the server, however often it is sent. */
  clientId: string;
  /** Seconds. */
  timestamp: number;
  end: number;
  strokes: readonly Stroke[];
}

type Kept = DrawingDraft & { keptAt: number };

/** Nobody misses a scribble after that long; the video may be gone as well. */
export const KEPT_MS = 30 * 24 * 3600 * 1000;
/** A drawing has 100 kB at most, and a browser keeps 5 MB for all that a site writes down. */
export const MOST_DRAFTS = 8;

const PREFIX = "videoflow.drawing.";
/** Whoever uses this browser next is somebody else's business. */
const keyOf = (who: string, videoId: string): string => `${PREFIX}${who}.${videoId}`;

export function keepDrawing(who: string, videoId: string, draft: DrawingDraft, now = Date.now()): void {
  attempt(() => localStorage.setItem(keyOf(who, videoId), JSON.stringify({ ...draft, keptAt: now })));
}

export function dropDrawing(who: string, videoId: string): void {
  attempt(() => localStorage.removeItem(keyOf(who, videoId)));
}

export function findDrawing(who: string, videoId: string, now = Date.now()): DrawingDraft | null {
  attempt(() => forgetOld(now));
  return attempt(() => read(keyOf(who, videoId)));
}

/** The oldest go first. */
function forgetOld(now: number): void {
  const kept = Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => ({ key, keptAt: attempt(() => read(key))?.keptAt ?? 0 }))
    .sort((a, b) => b.keptAt - a.keptAt);
  for (const [index, { key, keptAt }] of kept.entries()) {
    if (index >= MOST_DRAFTS || now - keptAt > KEPT_MS) localStorage.removeItem(key);
  }
}

/** Null for what is not there and for what somebody else wrote there. */
function read(key: string): Kept | null {
  const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
  if (typeof kept !== "object" || kept === null) return null;
  const { clientId, timestamp, end, keptAt } = kept as Record<string, unknown>;
  const strokes = readStrokes(kept);
  if (typeof clientId !== "string" || strokes.length === 0) return null;
  if (typeof timestamp !== "number" || typeof end !== "number" || typeof keptAt !== "number") return null;
  return { clientId, timestamp, end, keptAt, strokes };
}

function attempt<T>(job: () => T): T | null {
  try {
    return job();
  } catch {
    return null;
  }
}
