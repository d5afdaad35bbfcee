/** The browser's database of files on their way: one record each. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

import type { UploadRecord } from "./record";

const NAME = "videoflow.uploads";
const VERSION = 1;

interface Tables extends DBSchema {
  uploads: { key: string; value: UploadRecord };
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

function connect(): Promise<Database> {
  return openDB<Tables>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore("uploads", { keyPath: "videoId" });
    },
    blocking(_current, _blocked, event) {
      // A newer version of the page in another tab waits for us to let go.
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated() {
      opened = null;
    },
  });
}
