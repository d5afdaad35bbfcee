/** A span of a video as it is pulled along: all of it, or one of its ends. Pure; seconds. */

export interface Span {
  from: number;
  to: number;
}

export type Grip = "from" | "to" | "all";

/** Less could not be pulled again. */
export const LEAST_SECONDS = 0.1;

/** Never beyond the video, and never inside out. To the hundredth: more nobody means. */
export function pulled({ from, to }: Span, grip: Grip, by: number, duration: number): Span {
  if (grip === "from") return { from: round(clamp(from + by, 0, to - LEAST_SECONDS)), to };
  if (grip === "to") return { from, to: round(clamp(to + by, from + LEAST_SECONDS, duration)) };
  const way = clamp(by, -from, Math.max(-from, duration - to));
  return { from: round(from + way), to: round(to + way) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
