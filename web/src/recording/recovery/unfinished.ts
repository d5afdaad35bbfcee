/** Finds the recordings an earlier visit left on this device. */

import type { LocalStore } from "@/lib/local-store/tables";

import { heldRecordings } from "../keeping/recording-lock";
import { chunksOf, removeRecording } from "../keeping/recordings-table";
import type { Unfinished } from "./fate";

export interface Found {
  unfinished: Unfinished[];
  /** Ids of those some tab works on now. */
  busy: string[];
}

/** One person's recordings, newest first. */
export async function findRecordings(database: LocalStore, userId: string): Promise<Found> {
  const [records, held] = await Promise.all([database.getAll("recordings"), heldRecordings()]);
  const mine = records.filter((record) => record.userId === userId).sort((a, b) => b.startedAt - a.startedAt);
  const found: Found = { unfinished: [], busy: [] };
  for (const record of mine) {
    if (held.has(record.videoId)) found.busy.push(record.videoId);
    // It never got as far as its first byte.
    else if (record.size === 0) await removeRecording(database, record.videoId);
    else {
      const first = await database.getKey("chunks", chunksOf(record.videoId));
      found.unfinished.push({ record, start: first?.[1] ?? record.size });
    }
  }
  return found;
}
