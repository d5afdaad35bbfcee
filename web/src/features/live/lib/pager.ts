/** Asks for one page after the other of what was recorded before, as far ahead as somebody will soon see. */

/** Seconds in hand below which the next page is asked for. */
const AHEAD = 12;
const LOOK_AGAIN_MS = 1000;

export class Pager {
  readonly #inHand: () => number;
  readonly #ask: (offset: number) => void;
  #next: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(inHand: () => number, ask: (offset: number) => void) {
    this.#inHand = inHand;
    this.#ask = ask;
  }

  /** A page has come; `offset` is behind it. */
  came(offset: number): void {
    // An empty page says that there is nothing yet.
    const pause = this.#next === offset ? LOOK_AGAIN_MS : 0;
    this.#next = offset;
    this.#later(pause);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#next = null;
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#turn(), milliseconds);
  }

  #turn(): void {
    if (this.#next === null) return;
    if (this.#inHand() < AHEAD) this.#ask(this.#next);
    else this.#later(LOOK_AGAIN_MS);
  }
}
