/** Which drawings are to be seen at a moment. Pure. */
import type { Stroke } from "./stroke";

export interface Drawing {
  id: number;
  /** Seconds; an end of null is that of a drawing whose maker gave none. */
  timestamp: number;
  end: number | null;
  strokes: readonly Stroke[];
}

/** Long enough to be looked at. */
export const USUAL_SECONDS = 4;
/** Players stop a little before the moment they were sent to. */
const SLACK_SECONDS = 0.02;

export function endOf({ timestamp, end }: Pick<Drawing, "timestamp" | "end">): number {
  return end ?? timestamp + USUAL_SECONDS;
}

/** In the order of their making, as they lie over one another. */
export function shownAt(drawings: readonly Drawing[], seconds: number): Drawing[] {
  return drawings
    .filter((each) => each.timestamp - SLACK_SECONDS <= seconds && seconds <= endOf(each) + SLACK_SECONDS)
    .sort((a, b) => a.id - b.id);
}
