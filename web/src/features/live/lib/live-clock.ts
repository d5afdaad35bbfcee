/**
 * How far behind the recording the picture stays. Pure.
 *
 * Frames come in bursts, a chunk each: whoever plays them must have as much in hand as the next burst may be away. Close to
 * that the picture is kept by going a little faster or slower, which nobody sees; far from it, it jumps.
 */

/** Seconds between two bursts that are looked for at least, and slack for one that is late. */
const LEAST_GAP = 1;
const SLACK = 0.35;
const MOST_GAP = 6;
const REMEMBERED = 6;
/** Of what belongs to one burst. */
const SAME_BURST = 0.25;
const JUMP = 5;
const NEAR = 0.25;
const FASTER = 1.08;
const SLOWER = 0.94;

export class LiveClock {
  #gaps: number[] = [];
  #last: number | null = null;

  /** Frames came, at a moment in seconds of any clock; returns whether they begin a burst. */
  came(now: number): boolean {
    const gap = this.#last === null ? 0 : now - this.#last;
    this.#last = now;
    if (gap < SAME_BURST) return false;
    this.#gaps = [...this.#gaps, Math.min(gap, MOST_GAP)].slice(-REMEMBERED);
    return true;
  }

  /** Forgets what was before a pause of the recorder, or of the connection. */
  forget(): void {
    this.#gaps = [];
    this.#last = null;
  }

  /** Seconds that there should be in hand right after a burst. */
  get aim(): number {
    return Math.max(LEAST_GAP, ...this.#gaps) + SLACK;
  }

  /** What to do with `inHand` seconds right after a burst: a rate, or a jump to `aim` behind the end. */
  correct(inHand: number, rate: number): { rate: number } | "jump" {
    const off = inHand - this.aim;
    if (off > JUMP) return "jump";
    if (off > 2 * NEAR) return { rate: FASTER };
    if (off < -NEAR) return { rate: SLOWER };
    if (rate > 1) return { rate: off > 0 ? rate : 1 };
    return { rate: rate < 1 && off < 0 ? rate : 1 };
  }
}
