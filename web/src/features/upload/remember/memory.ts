/** Remembers files on their way, so that a reload can go on. Without a database nothing is remembered, and all goes on. */
import { openLocalStore } from "@/lib/local-store/local-store";
import type { KeptFile, LocalStore } from "@/lib/local-store/tables";

/** A file up to this is copied into the browser's own storage; larger ones are chosen again. */
export const COPY_UP_TO = 200_000_000;
/** A copy may take this share of what the browser still grants. */
const SHARE_OF_ROOM = 0.25;

export interface Memory {
  put(record: KeptFile): Promise<void>;
  change(videoId: string, change: Partial<KeptFile>): Promise<void>;
  drop(videoId: string): Promise<void>;
  all(userId: string): Promise<KeptFile[]>;
}

export class DeviceMemory implements Memory {
  readonly #open: () => Promise<LocalStore>;
  readonly #room: () => Promise<number>;

  constructor(open: () => Promise<LocalStore> = openLocalStore, room: () => Promise<number> = roomLeft) {
    this.#open = open;
    this.#room = room;
  }

  /** First without the copy: that one takes time, and the page may be gone before. */
  async put(record: KeptFile): Promise<void> {
    await this.#try((database) => database.put("uploads", { ...record, copy: null }));
    if (record.copy === null || record.copy.size > COPY_UP_TO) return;
    if (record.copy.size > (await this.#room()) * SHARE_OF_ROOM) return;
    await this.change(record.videoId, { copy: record.copy });
  }

  async change(videoId: string, change: Partial<KeptFile>): Promise<void> {
    await this.#try(async (database) => {
      const transaction = database.transaction("uploads", "readwrite");
      const write = async (): Promise<void> => {
        const record = await transaction.store.get(videoId);
        // Sent or thrown away in the meantime: it stays forgotten.
        if (record !== undefined) await transaction.store.put({ ...record, ...change });
      };
      // Both at once: a transaction that fails while nobody awaits its end is an error of the page's.
      await Promise.all([write(), transaction.done]);
    });
  }

  async drop(videoId: string): Promise<void> {
    await this.#try((database) => database.delete("uploads", videoId));
  }

  async all(userId: string): Promise<KeptFile[]> {
    const found = await this.#try((database) => database.getAll("uploads"));
    return (found ?? []).filter((record) => record.userId === userId);
  }

  async #try<T>(job: (database: LocalStore) => Promise<T>): Promise<T | null> {
    try {
      return await job(await this.#open());
    } catch {
      return null;
    }
  }
}

async function roomLeft(): Promise<number> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  return Math.max(0, quota - usage);
}
