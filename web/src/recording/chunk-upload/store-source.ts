/** The store as a connection sees it, with the facts about the end that outlive a connection. */

import type { ChunkStore } from "./chunk-store";
import type { LinkSource } from "./link";
import type { RecorderEnd } from "./protocol";

export class StoreSource implements LinkSource {
  finishSize: number | null = null;
  recorderEnd: RecorderEnd = {};
  finishAsked = false;
  readonly #store: ChunkStore;

  constructor(store: ChunkStore) {
    this.#store = store;
  }

  get start(): number {
    return this.#store.start;
  }

  get end(): number {
    return this.#store.end;
  }

  read(from: number, limit: number): Promise<Blob> {
    return this.#store.read(from, limit);
  }
}
