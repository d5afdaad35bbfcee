/** A recording as this device keeps it, for tests over the in-memory implementation of IndexedDB. */

import "fake-indexeddb/auto";

import { openDatabase, type Database } from "../database";
import type { KeptRecord } from "../kept-record";

export function aRecord(change: Partial<KeptRecord> = {}): KeptRecord {
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
    title: null,
    startedAt: 1_000,
    sources: ["screen"],
    seconds: 0,
    size: 0,
    ended: false,
    ...change,
  };
}

/** The page's database, with nothing in it. */
export async function emptyDatabase(): Promise<Database> {
  const database = await openDatabase();
  await Promise.all([database.clear("recordings"), database.clear("chunks")]);
  return database;
}

/** The database as a full disk makes it, until `hasRoom` says otherwise: nothing can be written. */
export function fullDisk(database: Database, hasRoom: () => boolean = () => false): Database {
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
