/** Which boxes to show at a moment. */
import type { Hit } from "@/lib/api-types";

/** Long enough to see what is meant, short enough not to be in the way. In seconds. */
const SHOWN_FOR = 5;
/** Seeking goes to the nearest frame, and a hit is opened a little before it. */
const EARLY = 0.35;

export function shownBoxes(hits: readonly Pick<Hit, "timestamp" | "end" | "boxes">[], seconds: number): Hit["boxes"] {
  const now = hits.filter(({ timestamp, end }) => {
    const until = Math.min(Math.max(end, timestamp + 1), timestamp + SHOWN_FOR);
    return timestamp - EARLY <= seconds && seconds < until;
  });
  return now.flatMap(({ boxes }) => boxes);
}
