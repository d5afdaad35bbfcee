/** How fast a file goes out, over the last seconds: long enough to be calm, short enough to be true. */

const WINDOW_MS = 8_000;
/** Less time than this says nothing yet. */
const LEAST_MS = 1_500;

export class Rate {
  #seen: { at: number; bytes: number }[] = [];

  /** `bytes` is the position reached at `at`, in ms. */
  add(bytes: number, at: number): void {
    const last = this.#seen.at(-1);
    // Parts that were in flight and have to go again: what was measured before says nothing about now.
    if (last !== undefined && bytes < last.bytes) this.#seen = [];
    this.#seen.push({ at, bytes });
    while (this.#seen.length > 2 && at - (this.#seen[1]?.at ?? at) > WINDOW_MS) this.#seen.shift();
  }

  forget(): void {
    this.#seen = [];
  }

  /** Bytes per second; null while that is not known. */
  perSecond(at: number): number | null {
    const first = this.#seen[0];
    const last = this.#seen.at(-1);
    if (first === undefined || last === undefined || at - first.at < LEAST_MS) return null;
    return ((last.bytes - first.bytes) * 1000) / (at - first.at);
  }
}
