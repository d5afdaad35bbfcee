/** One tab at a time works on a recording. The browser lets go of the lock when the tab goes, however it goes. */

import { holdLock, lockManager } from "@/lib/tab-lock";

const PREFIX = "videoflow.recording.";

/** Resolves with what lets go of it again, or null while another tab works on this recording. */
export function holdRecording(videoId: string): Promise<(() => void) | null> {
  return holdLock(PREFIX + videoId);
}

/** The ids of recordings some tab works on, this one included. */
export async function heldRecordings(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await lockManager()?.query()) ?? {};
  const names = held.map((lock) => lock.name ?? "");
  return new Set(names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)));
}

/** Resolves once no tab works on a recording. Rejects with an AbortError when `signal` says so. */
export async function recordingIsFree(videoId: string, signal: AbortSignal): Promise<void> {
  await lockManager()?.request(PREFIX + videoId, { signal }, () => undefined);
}
