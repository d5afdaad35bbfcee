/**
 * Marks on their way to the server.
 *
 * 1. Marks wait until the recording has a video, and then a moment for more of them.
 * 2. A batch whose answer is lost is sent again: the server knows each mark by its id.
 * 3. A batch that is refused is dropped, and the page is told once: sending it again would not help.
 */
import { backoff } from "@/lib/backoff";

import type { Cancel, Clock } from "../chunk-upload/types";
import type { Mark } from "./mark";

/** The server takes no more at once. */
const BATCH = 100;
const GATHER_MS = 1_000;
/** So many wait at most while there is no connection: as many as a recording may have. */
const MOST = 2_000;

export type Sent = "taken" | "again" | "refused";

export interface QueueDeps {
  clock: Clock;
  random: () => number;
  /** Never rejects. */
  send(videoId: string, marks: readonly Mark[]): Promise<Sent>;
  refused(): void;
}

export class MarkQueue {
  readonly #deps: QueueDeps;
  readonly #waiting: Mark[] = [];
  #videoId: string | null = null;
  #sending: Promise<void> | null = null;
  #attempt = 0;
  #cancel: Cancel = () => undefined;
  #told = false;

  constructor(deps: QueueDeps) {
    this.#deps = deps;
  }

  get size(): number {
    return this.#waiting.length;
  }

  add(mark: Mark): void {
    if (this.#waiting.length >= MOST) return;
    this.#waiting.push(mark);
    this.#later(GATHER_MS);
  }

  opened(videoId: string): void {
    this.#videoId = videoId;
    void this.#drain();
  }

  /** The network is back. */
  retryNow(): void {
    void this.#drain();
  }

  /** Sends what waits; resolves when it is sent, and no later than `within` (ms). */
  async flush(within: number): Promise<void> {
    const late = new Promise<void>((resolve) => this.#deps.clock.after(within, resolve));
    await Promise.race([this.#drainAll(), late]);
  }

  /** What is being sent now may have begun without the latest. */
  async #drainAll(): Promise<void> {
    await this.#sending;
    await this.#drain();
  }

  #later(milliseconds: number): void {
    this.#cancel();
    this.#cancel = this.#deps.clock.after(milliseconds, () => void this.#drain());
  }

  #drain(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    while (this.#videoId !== null && this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH);
      const sent = await this.#deps.send(this.#videoId, batch);
      if (sent === "again") {
        this.#later(backoff(this.#attempt, this.#deps.random));
        this.#attempt += 1;
        return;
      }
      this.#attempt = 0;
      this.#waiting.splice(0, batch.length);
      if (sent === "refused") this.#tellOnce();
    }
  }

  #tellOnce(): void {
    if (this.#told) return;
    this.#told = true;
    this.#deps.refused();
  }
}
