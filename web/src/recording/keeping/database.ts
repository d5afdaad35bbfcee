/** The browser's database of recordings under way: one record each, and the bytes not yet stored on the server. */

import { openDB, type DBSchema, type IDBPDatabase } from "idb";

import type { KeptRecord } from "./kept-record";

const NAME = "videoflow.recorder";
const VERSION = 1;

interface Tables extends DBSchema {
  recordings: { key: string; value: KeptRecord };
  /** The key is the recording and the position of the first byte. Buffers: some browsers lose Blobs they were given. */
  chunks: { key: [videoId: string, start: number]; value: ArrayBuffer };
}

export type Database = IDBPDatabase<Tables>;

let opened: Promise<Database> | null = null;

/** One connection for the whole page. Rejects with what the browser throws where pages may not store anything. */
export function openDatabase(): Promise<Database> {
  opened ??= connect().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function connect(): Promise<Database> {
  return openDB<Tables>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore("recordings", { keyPath: "videoId" });
      database.createObjectStore("chunks");
    },
    blocking(_current, _blocked, event) {
      // A newer version of the page in another tab waits for us to let go; appends fall back to memory.
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated() {
      opened = null;
    },
  });
}

/** The keys of all bytes of one recording before a position. */
export function chunksOf(videoId: string, before = Number.MAX_SAFE_INTEGER): IDBKeyRange {
  return IDBKeyRange.bound([videoId, 0], [videoId, before], false, true);
}

/** Removes a recording with its bytes. */
export async function removeRecording(database: Database, videoId: string): Promise<void> {
  const transaction = database.transaction(["recordings", "chunks"], "readwrite");
  await Promise.all([
    transaction.objectStore("recordings").delete(videoId),
    transaction.objectStore("chunks").delete(chunksOf(videoId)),
    transaction.done,
  ]);
}
