/** A recording as this device keeps it, for tests over the in-memory implementation of IndexedDB. */

import "fake-indexeddb/auto";

import { openLocalStore } from "@/lib/local-store/local-store";
import type { KeptRecording, LocalStore } from "@/lib/local-store/tables";

export function aRecord(change: Partial<KeptRecording> = {}): KeptRecording {
  const videoId = change.videoId ?? "v1";
  const target = {
    videoId,
    token: "t0ken",
    wsUrl: `ws://app.test/ws/upload/${videoId}`,
    chunkUrl: `http://app.test/video/chunk/${videoId}`,
    maxChunk: 16 * 1024 * 1024,
  };
  return {
    videoId,
    userId: "u1",
    target,
    mimeType: "video/webm",
    startedAt: 1_000,
    seconds: 0,
    size: 0,
    ended: false,
    ...change,
  };
}

/** The page's database, with nothing in it. */
export async function emptyDatabase(): Promise<LocalStore> {
  const database = await openLocalStore();
  await Promise.all([database.clear("recordings"), database.clear("chunks")]);
  return database;
}

/** The database as a full disk makes it, until `hasRoom` says otherwise: nothing can be written. */
export function fullDisk(database: LocalStore, hasRoom: () => boolean = () => false): LocalStore {
  return new Proxy(database, {
    get(target, name) {
      if (name === "transaction" && !hasRoom()) {
        return () => {
          throw new DOMException("The disk is full.", "QuotaExceededError");
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
