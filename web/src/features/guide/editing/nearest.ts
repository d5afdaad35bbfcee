/** The entries around a moment, in order of time. */
export function nearest<Entry extends { timestamp: number }>(entries: readonly Entry[], moment: number, most: number): Entry[] {
  const after = entries.findIndex((entry) => entry.timestamp >= moment);
  const middle = after === -1 ? entries.length - 1 : after;
  const first = Math.max(0, Math.min(middle - Math.floor(most / 2), entries.length - most));
  return entries.slice(first, first + most);
}
