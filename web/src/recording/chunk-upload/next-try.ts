/** When to open the next connection after one was lost, and in whose name. */

import { backoff } from "@/lib/backoff";

import { TRY_AGAIN, type Loss } from "./link";
import type { AccountWay, Cancel, UploadDeps } from "./types";

/** The server goes away: a little apart, so that not all its clients come at once. */
const SOON_MS = 1_000;

/**
 * Milliseconds to wait; `attempt` counts the connections since something was last acknowledged. A server that goes away
 * is followed by another at once, but where that one sends us away as well, asking again and again helps nobody.
 */
export function waitBeforeNextTry(loss: Loss, attempt: number, random: () => number): number {
  return loss.soon && attempt === 0 ? random() * SOON_MS : backoff(attempt, random);
}

export interface NextTryEvents {
  /** It is time to connect: as this account from here on, where there is one. */
  due(account: AccountWay | null): void;
  /** Nothing is tried before the account is signed in again. */
  signedOut(): void;
}

export class NextTry {
  readonly #deps: Pick<UploadDeps, "clock" | "random">;
  readonly #events: NextTryEvents;
  #attempt = 0;
  #cancel: Cancel = () => undefined;
  /** The upload's key is over: it goes on once this account is signed in. */
  #waitsFor: AccountWay | null = null;
  #isAsking = false;
  #isStopped = false;

  constructor(deps: Pick<UploadDeps, "clock" | "random">, events: NextTryEvents) {
    this.#deps = deps;
    this.#events = events;
  }

  /** After a connection that was lost. */
  later(loss: Loss): void {
    const milliseconds = waitBeforeNextTry(loss, this.#attempt, this.#deps.random);
    this.#attempt += 1;
    this.#cancel = this.#deps.clock.after(milliseconds, () => this.now());
  }

  now(): void {
    this.#cancel();
    if (this.#waitsFor === null) this.#events.due(null);
    else if (!this.#isAsking) void this.#ask(this.#waitsFor);
  }

  /** The upload's key is over. */
  asAccount(account: AccountWay): void {
    this.#waitsFor = account;
    if (this.#attempt > 0) this.later(TRY_AGAIN);
    else this.now();
  }

  /** Something was acknowledged: what is lost after that is another matter. */
  worked(): void {
    this.#attempt = 0;
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  async #ask(account: AccountWay): Promise<void> {
    this.#isAsking = true;
    const signedIn = await account.isSignedIn().catch(() => null);
    this.#isAsking = false;
    if (this.#isStopped) return;
    if (signedIn !== true) {
      if (signedIn === false) this.#events.signedOut();
      this.later(TRY_AGAIN);
      return;
    }
    // An account that the server refuses all the same is tried less and less often.
    this.#attempt += 1;
    this.#waitsFor = null;
    this.#events.due(account);
  }
}
