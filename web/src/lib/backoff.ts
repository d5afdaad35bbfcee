/** How long to wait before the next connection. */

const FIRST_MS = 500;
/** Someone whose network returns waits this long at most, when the browser does not tell us that it did. */
const LONGEST_MS = 15_000;

/** Milliseconds before attempt `n` (0 is the first retry): doubling, then cut at random to between half and all. */
export function backoff(attempt: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(ceiling * (0.5 + random() / 2));
}
