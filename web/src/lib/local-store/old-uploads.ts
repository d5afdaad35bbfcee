/**
 * Takes over the files that an earlier version of the app remembered in a database of their own.
 *
 * 1. Open the old database; where there is none, the attempt makes none, and all is done.
 * 2. Put each of its rows into the store, unless the store has that file: its row is the newer one.
 * 3. Remove the row from the old database. A page that dies before this does both again, to the same end.
 *
 * Each page does this once, for a tab that still runs the earlier version may remember more. The old database itself
 * stays, empty: removing it would wait for such a tab to let go, and everything here behind it.
 */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

import type { KeptFile, LocalStore } from "./tables";

const NAME = "videoflow.uploads";
const VERSION = 1;

interface OldTables extends DBSchema {
  uploads: { key: string; value: KeptFile };
}

/** Never rejects: what cannot be taken over now waits for the next page. */
export async function adoptOldUploads(store: LocalStore): Promise<void> {
  try {
    const old = await openOld();
    if (old === null) return;
    for (const file of await old.getAll("uploads")) {
      await adopt(store, file);
      await old.delete("uploads", file.videoId);
    }
    old.close();
  } catch {
    // The old database has them still; files it remembers are chosen again meanwhile.
  }
}

/** Null where the old database does not exist. */
async function openOld(): Promise<IDBPDatabase<OldTables> | null> {
  const old = { exists: true };
  try {
    return await openDB<OldTables>(NAME, VERSION, {
      upgrade(_database, _from, _to, transaction) {
        old.exists = false;
        transaction.done.catch(() => undefined);
        transaction.abort();
      },
    });
  } catch (error) {
    if (old.exists) throw error;
    return null;
  }
}

async function adopt(store: LocalStore, file: KeptFile): Promise<void> {
  if ((await store.getKey("uploads", file.videoId)) !== undefined) return;
  try {
    await store.put("uploads", file);
  } catch (error) {
    if (file.copy === null) throw error;
    // No room for the file twice: its name stays, and the person chooses it again.
    await store.put("uploads", { ...file, copy: null });
  }
}
