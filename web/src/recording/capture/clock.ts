/** The time a take goes by. */

import type { Clock } from "../chunk-upload/types";

export interface TakeClock extends Clock {
  /** In ms, from any moment on. */
  readonly now: number;
}

export const browserClock: TakeClock = {
  get now() {
    return Date.now();
  },
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
