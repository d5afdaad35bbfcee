/** Which of a list of moments is the current one. */
interface Moment {
  timestamp: number;
}

/** The last moment that has begun at `seconds` (a hair early still counts); -1 before the first. */
export function indexAt(moments: readonly Moment[], seconds: number): number {
  let found = -1;
  for (const [index, moment] of moments.entries()) {
    if (moment.timestamp > seconds + 0.05) break;
    found = index;
  }
  return found;
}
