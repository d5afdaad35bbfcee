/** Which hit is on screen, and which ones come before and after. Positions are seconds. */

interface Placed {
  timestamp: number;
}

/** Seeking goes to the nearest frame, not to the very moment. */
const NEAR = 0.35;
/** Who goes back within this of a hit means the one before. */
const JUST_BEGUN = 1.5;

/** The last that has begun; -1 before the first. */
export function currentHit(hits: readonly Placed[], seconds: number): number {
  return hits.findLastIndex(({ timestamp }) => timestamp <= seconds + NEAR);
}

/** After the last comes the first. */
export function nextHit<Hit extends Placed>(hits: readonly Hit[], seconds: number): Hit | undefined {
  return hits.find(({ timestamp }) => timestamp > seconds + NEAR) ?? hits[0];
}

/** Before the first comes the last. */
export function previousHit<Hit extends Placed>(hits: readonly Hit[], seconds: number): Hit | undefined {
  return hits.findLast(({ timestamp }) => timestamp < seconds - JUST_BEGUN) ?? hits.at(-1);
}
