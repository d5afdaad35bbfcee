/** Notices a microphone that gives nothing while it is recorded. */

/** What is asked about the microphone, at each look. */
export interface MicrophoneFacts {
  /** The browser or the system withholds its sound. */
  withheld: boolean;
  /** It gives exact zeros; null where nobody can listen. */
  zeros: boolean | null;
}

const WITHHELD_MS = 2_000;
/** One that was never heard is said soon. */
const NEVER_HEARD_MS = 4_000;
/** Noise suppression turns the pauses of a speaker into zeros. */
const NOT_HEARD_MS = 15_000;

export class MicrophoneWatch {
  #heard = false;
  #zerosSince: number | null = null;
  #withheldSince: number | null = null;

  /** Whether it gives nothing, as of `now`, in ms from any moment on. */
  look({ withheld, zeros }: MicrophoneFacts, now: number): boolean {
    this.#withheldSince = withheld ? (this.#withheldSince ?? now) : null;
    this.#zerosSince = zeros === true ? (this.#zerosSince ?? now) : null;
    if (zeros === false) this.#heard = true;
    const patience = this.#heard ? NOT_HEARD_MS : NEVER_HEARD_MS;
    return lasts(this.#withheldSince, WITHHELD_MS, now) || lasts(this.#zerosSince, patience, now);
  }
}

function lasts(since: number | null, milliseconds: number, now: number): boolean {
  return since !== null && now - since >= milliseconds;
}
