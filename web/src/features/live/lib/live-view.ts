/** What is known of a running recording that is watched, for whoever shows it. */

export interface LiveView {
  phase: "waiting" | "playing" | "ended" | "unplayable";
  /** Seconds of the recording there are. */
  edge: number;
  /** What is seen happens now, but for the chunks' time. */
  isLive: boolean;
  /** Nothing new comes just now. */
  quiet: boolean;
  /** The browser plays without sound only, until somebody asks for it. */
  silenced: boolean;
}

export const NOTHING_YET: LiveView = { phase: "waiting", edge: 0, isLive: true, quiet: false, silenced: false };

export class ViewStore {
  readonly #listeners = new Set<() => void>();
  #now = NOTHING_YET;

  /** A new object at each change. */
  get now(): LiveView {
    return this.#now;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  show(change: Partial<LiveView>): void {
    const next = { ...this.#now, ...change };
    if ((Object.keys(next) as (keyof LiveView)[]).every((key) => next[key] === this.#now[key])) return;
    this.#now = next;
    for (const listener of this.#listeners) listener();
  }
}
