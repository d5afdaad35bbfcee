/** Time that passes only when a test says so. */

import type { Cancel, Clock } from "../types";

interface Timer {
  at: number;
  order: number;
  run: () => void;
}

export class VirtualClock implements Clock {
  #now = 0;
  #order = 0;
  #timers: Timer[] = [];

  get now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): Cancel {
    const timer: Timer = { at: this.#now + milliseconds, order: (this.#order += 1), run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets `milliseconds` pass, running what falls due in its order, with everything each timer sets off. */
  async advance(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await settle();
    for (let next = this.#due(until); next !== undefined; next = this.#due(until)) {
      this.#now = Math.max(this.#now, next.at);
      const due = next;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      due.run();
      await settle();
    }
    this.#now = until;
  }

  /** Time passes and nothing runs; what fell due meanwhile runs late. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Lets time pass until a condition holds. Throws when it does not within ten virtual minutes. */
  async until(holds: () => boolean): Promise<void> {
    const deadline = this.#now + 600_000;
    await settle();
    while (!holds()) {
      if (this.#now >= deadline) throw new Error("Ten minutes passed and the condition does not hold.");
      await this.advance(50);
    }
  }

  #due(until: number): Timer | undefined {
    return this.#timers
      .filter((timer) => timer.at <= until)
      .sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}

/** Runs every pending promise reaction. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}
