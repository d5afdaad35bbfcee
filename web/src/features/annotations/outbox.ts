/**
 * What was said while the server could not be reached, kept on this device until it has it.
 *
 * 1. It is sent in the order it was said. While something waits, what is said next waits behind it.
 * 2. Each has the sender's name for it, so that what arrived though its answer did not is there once.
 * 3. What the server refuses stays here with the reason, until its maker tries again or lets it go; the others go on.
 * 4. One tab at a time sends. Where this device keeps nothing, nothing waits here: who wrote it still has it.
 */
import { ApiError, describeError } from "@/lib/api-error";
import type { Annotation } from "@/lib/api-types";
import { backoff } from "@/lib/backoff";
import { holdLock } from "@/lib/tab-lock";

import { say, type Said } from "./api/say";

export interface Waiting extends Said {
  /** Why the server did not take it; null while it only waits. */
  refused: string | null;
}

const PREFIX = "videoflow.outbox.";
/** A minute without a network is a few of them; a browser keeps 5 MB for all that a site writes down. */
const MOST = 100;
const NONE: readonly Waiting[] = [];
/** Who has to log in again, or has said much in a short time, is not refused what they said. */
const LATER = [401, 429];

export class Outbox {
  readonly #key: string;
  readonly #onSent: (made: Annotation) => void;
  readonly #listeners = new Set<() => void>();
  #items: readonly Waiting[];
  #sending = false;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  /** `who` keeps it from the next person on this device. */
  constructor(who: string, videoId: string, onSent: (made: Annotation) => void) {
    this.#key = `${PREFIX}${who}.${videoId}`;
    this.#onSent = onSent;
    this.#items = this.#read();
  }

  readonly waiting = (): readonly Waiting[] => this.#items;

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) this.#begin();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#end();
    };
  };

  /** Resolves with what the server made of it, or null where it waits here. Throws ApiError for a refusal. */
  async send(said: Said): Promise<Annotation | null> {
    if (!this.#items.some(({ refused }) => refused === null)) {
      try {
        return await say(said);
      } catch (error) {
        if (!isUnanswered(error) || !this.#keep(said)) throw error;
        this.#later();
        return null;
      }
    }
    if (!this.#keep(said)) return say(said);
    if (this.#listeners.size > 0) void this.flush();
    return null;
  }

  drop(clientId: string): void {
    this.#change((items) => items.filter((each) => each.clientId !== clientId));
  }

  /** These are on the server: of one, only the answer was lost. So it is not said anew should somebody remove it now. */
  arrived(clientIds: readonly string[]): void {
    if (this.#items.some(({ clientId }) => clientIds.includes(clientId))) this.#change((items) => items.filter((each) => !clientIds.includes(each.clientId)));
  }

  again(clientId: string): void {
    this.#change((items) => items.map((each) => (each.clientId === clientId ? { ...each, refused: null } : each)));
    void this.flush();
  }

  readonly flush = async (): Promise<void> => {
    clearTimeout(this.#retry);
    if (this.#sending || !this.#items.some(({ refused }) => refused === null)) return;
    this.#sending = true;
    const release = await holdLock(this.#key);
    try {
      // Another tab is at it, and says so by what is left.
      if (release === null) this.#later();
      else await this.#sendAll();
    } finally {
      this.#sending = false;
      release?.();
    }
  };

  async #sendAll(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      const { clientId } = next;
      try {
        const made = await say(next);
        this.#tries = 0;
        this.#onSent(made);
        this.drop(clientId);
      } catch (error) {
        if (isUnanswered(error) || hasStatus(error, LATER)) { this.#later(); return; }
        const refused = describeError(error);
        this.#change((items) => items.map((each) => (each.clientId === clientId ? { ...each, refused } : each)));
      }
    }
  }

  /** The first that only waits, of what is there now: another tab may have sent some. */
  #next(): Waiting | undefined {
    this.#refresh();
    return this.#items.find(({ refused }) => refused === null);
  }

  #later(): void {
    clearTimeout(this.#retry);
    if (this.#listeners.size === 0) return;
    this.#retry = setTimeout(() => void this.flush(), backoff(this.#tries, Math.random));
    this.#tries += 1;
  }

  #keep(said: Said): boolean {
    const { length } = this.#items;
    if (length >= MOST) return false;
    this.#change((items) => [...items, { ...said, refused: null }]);
    return this.#items.length > length;
  }

  #change(change: (items: readonly Waiting[]) => readonly Waiting[]): void {
    const next = change(this.#read());
    try {
      if (next.length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify(next));
    } catch {
      // Full, or nothing is kept here at all.
      return;
    }
    this.#become(next);
  }

  #begin(): void {
    window.addEventListener("storage", this.#refresh);
    window.addEventListener("online", this.#backOnline);
    this.#refresh();
    void this.flush();
  }

  #end(): void {
    window.removeEventListener("storage", this.#refresh);
    window.removeEventListener("online", this.#backOnline);
    clearTimeout(this.#retry);
  }

  readonly #backOnline = (): void => {
    this.#tries = 0;
    void this.flush();
  };

  readonly #refresh = (): void => this.#become(this.#read());

  #become(next: readonly Waiting[]): void {
    if (JSON.stringify(next) === JSON.stringify(this.#items)) return;
    this.#items = next;
    for (const listener of this.#listeners) listener();
  }

  /** What somebody else wrote there is none of ours. */
  #read(): readonly Waiting[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isWaiting) : NONE;
    } catch {
      return NONE;
    }
  }
}

const boxes = new Map<string, Outbox>();

/** The one of this page. `onSent` is told what arrived. */
export function outboxOf(who: string, videoId: string, onSent: (made: Annotation) => void): Outbox {
  const key = `${who}.${videoId}`;
  const box = boxes.get(key) ?? new Outbox(who, videoId, onSent);
  boxes.set(key, box);
  return box;
}

/** Nobody was there, or only somebody in between. */
function isUnanswered(error: unknown): boolean {
  return hasStatus(error, [0, 502, 503, 504]);
}

function hasStatus(error: unknown, statuses: readonly number[]): boolean {
  return error instanceof ApiError && statuses.includes(error.status);
}

function isWaiting(value: unknown): value is Waiting {
  if (typeof value !== "object" || value === null) return false;
  const { clientId, videoId, timestamp, content, name, strokes } = value as Record<string, unknown>;
  return (
    [clientId, videoId, content, name].every((each) => typeof each === "string") &&
    typeof timestamp === "number" &&
    (strokes === null || Array.isArray(strokes))
  );
}
