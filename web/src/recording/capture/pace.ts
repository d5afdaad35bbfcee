/**
 * Has chunks made more often than the recorder makes them by itself: its own time cannot change while it runs, but it gives
 * what it has whenever it is asked.
 */
import type { TakeClock } from "./clock";

export class Pace {
  readonly #clock: TakeClock;
  readonly #usualMs: number;
  readonly #nudge: () => void;
  #everyMs: number | null = null;
  #cancel: () => void = () => undefined;

  constructor(clock: TakeClock, usualMs: number, nudge: () => void) {
    this.#clock = clock;
    this.#usualMs = usualMs;
    this.#nudge = nudge;
  }

  /** Chunks of so many ms from now on; null, or no less than they usually have: the recorder's own. */
  ask(chunkMs: number | null): void {
    const wanted = chunkMs !== null && chunkMs < this.#usualMs ? chunkMs : null;
    if (wanted === this.#everyMs) return;
    this.#everyMs = wanted;
    this.#cancel();
    this.#next();
  }

  stop(): void {
    this.#everyMs = null;
    this.#cancel();
  }

  #next(): void {
    if (this.#everyMs === null) return;
    this.#cancel = this.#clock.after(this.#everyMs, () => {
      this.#nudge();
      this.#next();
    });
  }
}
