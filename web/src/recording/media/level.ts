/** Loudness as people read it off a meter. */

/** Below this a room is silent; a raised voice near the microphone reaches the top. */
const FLOOR_DB = -60;
const TOP_DB = -9;

/** 0 (silence) to 1 (loud) from samples between -1 and 1. */
export function levelOf(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  if (power === 0) return 0;
  const decibels = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, (decibels - FLOOR_DB) / (TOP_DB - FLOOR_DB)));
}

/** Whether each of `count` bars is lit at a level, the quietest first. */
export function litBars(level: number, count: number): number {
  return level === 0 ? 0 : Math.max(1, Math.round(level * count));
}
