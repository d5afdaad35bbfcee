/**
 * What a voice-over is beside its sound: where the video was while somebody spoke, and what they drew then.
 * Moments (`at`, `until`, `gone`) are seconds of the voice. The limits are the server's.
 */

/** From `at` on the video went on from `video`, playing or not, until the next entry. */
export interface Entry {
  at: number;
  video: number;
  playing: boolean;
  rate?: number;
}

/** When a stroke was begun, ended, and maybe taken back. */
export interface Timed {
  at: number;
  until: number;
  gone?: number;
}

export type TimedStroke<Stroke> = Stroke & Timed;

export interface VoiceData<Stroke> {
  log: readonly Entry[];
  strokes: readonly TimedStroke<Stroke>[];
}

export const LONGEST_SECONDS = 30 * 60;
export const MOST_ENTRIES = 3600;

/** Where the video is to be at a moment of the voice; null where nobody told. */
export interface Expected {
  video: number;
  playing: boolean;
  rate: number;
}

export function expectedAt(log: readonly Entry[], at: number): Expected | null {
  let found = log[0];
  for (const entry of log) {
    if (entry.at > at) break;
    found = entry;
  }
  if (!found) return null;
  const { video, playing, rate = 1 } = found;
  return { video: video + (playing ? Math.max(0, at - found.at) * rate : 0), playing, rate };
}

interface Drawn extends Timed {
  points: readonly unknown[];
}

/** What is to be seen at a moment of the voice: strokes that are being drawn as far as they were. */
export function seenAt<Stroke extends Drawn>(strokes: readonly Stroke[], at: number): Stroke[] {
  return strokes.filter((each) => each.at <= at && at < (each.gone ?? Infinity)).map((each) => partOf(each, at));
}

function partOf<Stroke extends Drawn>(stroke: Stroke, at: number): Stroke {
  const { points, until } = stroke;
  if (at >= until || points.length < 3) return stroke;
  const share = (at - stroke.at) / (until - stroke.at);
  return { ...stroke, points: points.slice(0, Math.max(1, Math.ceil(share * points.length))) };
}

/** An annotation's data; what this page does not know is left out. `readStrokes` knows what a stroke is. */
export function readVoice<Stroke>(data: unknown, readStrokes: (data: unknown) => Stroke[]): VoiceData<Stroke> {
  const { log, strokes } = isRecord(data) ? data : {};
  const timed = Array.isArray(strokes) ? strokes.filter(isTimed) : [];
  return {
    log: Array.isArray(log) ? log.filter(isEntry) : [],
    strokes: timed.flatMap((each) => {
      const { at, until, gone, ...rest } = each as Timed & Record<string, unknown>;
      const when = gone === undefined ? { at, until } : { at, until, gone };
      return readStrokes({ strokes: [rest] }).map((stroke) => ({ ...stroke, ...when }));
    }),
  };
}

function isEntry(value: unknown): value is Entry {
  if (!isRecord(value)) return false;
  const { at, video, playing, rate } = value;
  return isNumber(at) && isNumber(video) && typeof playing === "boolean" && (rate === undefined || isNumber(rate));
}

function isTimed(value: unknown): value is Timed {
  return isRecord(value) && isNumber(value.at) && isNumber(value.until) && (value.gone === undefined || isNumber(value.gone));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
