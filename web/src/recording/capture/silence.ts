/** Notices a recorder that gives nothing, or nothing any more. */

import type { Cancel } from "../chunk-upload/types";
import type { TakeClock } from "./clock";

/** Until the first bytes are there, they are asked for this often. */
const FIRST_BYTES_EVERY_MS = 500;
/** Chunks without a byte before the recorder counts as silent. */
const SILENT_CHUNKS = 2;

export interface Listened {
  /** Asks the recorder for what it holds back. */
  nudge(): void;
  /** Two chunks' time has passed without a byte; said once, then again after each further two. */
  silent(): void;
}

/**
 * Counts the chunk times that pass without a byte, pauses left out. A look that comes late by a whole chunk means that
 * the device slept: nothing can have been recorded meanwhile, so it does not count.
 */
export class Silence {
  readonly #clock: TakeClock;
  readonly #chunkMs: number;
  readonly #listened: Listened;
  #quiet = 0;
  #gave = false;
  #heard = false;
  #due = 0;
  #cancelLook: Cancel = () => undefined;
  #cancelNudge: Cancel = () => undefined;

  constructor(clock: TakeClock, chunkMs: number, listened: Listened) {
    this.#clock = clock;
    this.#chunkMs = chunkMs;
    this.#listened = listened;
    this.listen();
  }

  /** Whether a byte was ever heard of. */
  get gave(): boolean {
    return this.#gave;
  }

  bytesCame(): void {
    this.#gave = true;
    this.#heard = true;
    this.#quiet = 0;
    this.#cancelNudge();
  }

  /** Begins to count, from now on. */
  listen(): void {
    this.stop();
    this.#quiet = 0;
    this.#heard = false;
    this.#lookLater();
    if (!this.#gave) this.#nudgeLater();
  }

  /** Until `listen` is called again. */
  stop(): void {
    this.#cancelLook();
    this.#cancelNudge();
  }

  #lookLater(): void {
    this.#due = this.#clock.now + this.#chunkMs;
    this.#cancelLook = this.#clock.after(this.#chunkMs, () => this.#look());
  }

  #nudgeLater(): void {
    this.#cancelNudge = this.#clock.after(FIRST_BYTES_EVERY_MS, () => {
      this.#listened.nudge();
      if (!this.#gave) this.#nudgeLater();
    });
  }

  #look(): void {
    const slept = this.#clock.now - this.#due > this.#chunkMs;
    this.#lookLater();
    if (!this.#heard && !slept) this.#quiet += 1;
    this.#heard = false;
    if (this.#quiet === 0) return;
    if (this.#quiet % SILENT_CHUNKS === 0) this.#listened.silent();
    else this.#listened.nudge();
  }
}
