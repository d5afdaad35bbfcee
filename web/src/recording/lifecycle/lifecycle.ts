/** Holds the recorder's state: events go in by `dispatch`, things to do come out by the injected `perform`. */

import type { Effect, RecorderEvent } from "./events";
import { INITIAL, type RecorderState } from "./state";
import { transition } from "./transition";

export class Lifecycle {
  readonly #perform: (effect: Effect) => void;
  readonly #listeners = new Set<() => void>();
  readonly #waiting: RecorderEvent[] = [];
  #handling = false;
  #state: RecorderState = INITIAL;

  constructor(perform: (effect: Effect) => void) {
    this.#perform = perform;
  }

  get state(): RecorderState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * The new state is in place before its effects run. An effect may dispatch: that event has its turn once the
   * effects before it are through, or one of them could undo what the event led to.
   */
  dispatch(event: RecorderEvent): void {
    this.#waiting.push(event);
    if (this.#handling) return;
    this.#handling = true;
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) this.#handle(next);
    } finally {
      this.#handling = false;
    }
  }

  #handle(event: RecorderEvent): void {
    const { state, effects } = transition(this.#state, event);
    if (state !== this.#state) {
      this.#state = state;
      for (const listener of this.#listeners) listener();
    }
    for (const effect of effects) this.#perform(effect);
  }
}
