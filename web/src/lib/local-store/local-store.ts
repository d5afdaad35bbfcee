/** The browser's one database of ours: recordings under way with their bytes, and files on their way. */
import { openDB } from "idb";

import { adoptOldUploads } from "./old-uploads";
import type { LocalStore, Tables } from "./tables";

/** Named when recordings were all it held; another name would mean to copy every byte that is kept. */
const NAME = "videoflow.recorder";
const VERSION = 2;

let opened: Promise<LocalStore> | null = null;

/** One connection for the whole page. Rejects with what the browser throws where pages may not store anything. */
export function openLocalStore(): Promise<LocalStore> {
  opened ??= connect().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function connect(): Promise<LocalStore> {
  const store = await openDB<Tables>(NAME, VERSION, {
    upgrade(database, from) {
      if (from < 1) {
        database.createObjectStore("recordings", { keyPath: "videoId" });
        database.createObjectStore("chunks");
      }
      if (from < 2) database.createObjectStore("uploads", { keyPath: "videoId" });
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
  await adoptOldUploads(store);
  return store;
}
