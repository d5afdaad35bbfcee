/** Recordings in the local store: one row each, and the bytes not yet stored on the server. */

import type { LocalStore } from "@/lib/local-store/tables";

/** The keys of all bytes of one recording before a position. */
export function chunksOf(videoId: string, before = Number.MAX_SAFE_INTEGER): IDBKeyRange {
  return IDBKeyRange.bound([videoId, 0], [videoId, before], false, true);
}

/** Removes a recording with its bytes. */
export async function removeRecording(store: LocalStore, videoId: string): Promise<void> {
  const transaction = store.transaction(["recordings", "chunks"], "readwrite");
  await Promise.all([
    transaction.objectStore("recordings").delete(videoId),
    transaction.objectStore("chunks").delete(chunksOf(videoId)),
    transaction.done,
  ]);
}
