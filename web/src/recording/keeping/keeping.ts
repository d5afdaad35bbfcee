/** A recording's place on this device, from its first byte until the server has it all. */

import { errorName } from "@/lib/error-name";
import type { KeptRecording, LocalStore } from "@/lib/local-store/tables";

import { MemoryChunkStore, type ChunkStore } from "../chunk-upload/chunk-store";
import type { KeepingRisk } from "../chunk-upload/safety";
import { KeptChunkStore } from "./kept-chunk-store";
import { holdRecording } from "./recording-lock";
import { removeRecording } from "./recordings-table";

export interface Keeping {
  readonly store: ChunkStore;
  readonly risk: KeepingRisk | null;
  /** The recorder is through: the store's end is the recording's. */
  markEnded(): Promise<void>;
  /** Nothing of it is wanted here any more. */
  drop(): Promise<void>;
  /** It stays here for whoever comes next. */
  release(): void;
}

/** Keeps a new recording: in the database, or in memory where there is none. */
export async function keepRecording(open: () => Promise<LocalStore>, record: KeptRecording): Promise<Keeping> {
  try {
    const database = await open();
    const release = await holdRecording(record.videoId);
    await database.put("recordings", record);
    return new DatabaseKeeping(database, record.videoId, await KeptChunkStore.open(database, record), release);
  } catch (error) {
    return inMemory(new MemoryChunkStore(), riskOf(error));
  }
}

/** Takes over what is kept of a recording; null while another tab works on it, or once it is gone. */
export async function takeOver(database: LocalStore, videoId: string): Promise<Keeping | null> {
  const release = await holdRecording(videoId);
  if (release === null) return null;
  const record = await database.get("recordings", videoId);
  if (record === undefined) {
    release();
    return null;
  }
  return new DatabaseKeeping(database, videoId, await KeptChunkStore.open(database, record), release);
}

export function inMemory(store: ChunkStore, risk: KeepingRisk | null): Keeping {
  return { store, risk, markEnded: () => Promise.resolve(), drop: () => Promise.resolve(), release: () => undefined };
}

class DatabaseKeeping implements Keeping {
  readonly store: KeptChunkStore;
  readonly #database: LocalStore;
  readonly #videoId: string;
  readonly #release: (() => void) | null;

  constructor(database: LocalStore, videoId: string, store: KeptChunkStore, release: (() => void) | null) {
    this.#database = database;
    this.#videoId = videoId;
    this.store = store;
    this.#release = release;
  }

  get risk(): KeepingRisk | null {
    return this.store.failure === null ? null : riskOf(this.store.failure);
  }

  markEnded(): Promise<void> {
    return this.store.markEnded();
  }

  async drop(): Promise<void> {
    try {
      await removeRecording(this.#database, this.#videoId);
    } catch {
      // The next visit finds it, learns from the server that it is whole, and tries again.
    }
    this.release();
  }

  release(): void {
    this.#release?.();
  }
}

function riskOf(error: unknown): KeepingRisk {
  return errorName(error) === "QuotaExceededError" ? "full" : "unavailable";
}
