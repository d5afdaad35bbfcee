/** When to open the next connection after one was lost. */

import { backoff } from "@/lib/backoff";

import type { Loss } from "./link";

/** The server goes away: a little apart, so that not all its clients come at once. */
const SOON_MS = 1_000;

/**
 * Milliseconds to wait; `attempt` counts the connections since something was last acknowledged. A server that goes away
 * is followed by another at once, but where that one sends us away as well, asking again and again helps nobody.
 */
export function waitBeforeNextTry(loss: Loss, attempt: number, random: () => number): number {
  return loss.soon && attempt === 0 ? random() * SOON_MS : backoff(attempt, random);
}
