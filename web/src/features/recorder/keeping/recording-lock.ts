/** One tab at a time works on a recording. The browser lets go of the lock when the tab goes, however it goes. */

const PREFIX = "videoflow.recording.";

/** Browsers have locks on secure pages only; elsewhere tabs are merely not coordinated. */
function lockManager(): LockManager | undefined {
  return (navigator as Partial<Navigator>).locks;
}

/** Resolves with what lets go of it again, or null while another tab works on this recording. */
export function holdRecording(videoId: string): Promise<(() => void) | null> {
  const locks = lockManager();
  if (locks === undefined) return Promise.resolve(() => undefined);
  return new Promise((resolve, reject) => {
    locks
      .request(PREFIX + videoId, { ifAvailable: true }, (lock) => {
        if (lock !== null) return new Promise<void>((release) => resolve(release));
        resolve(null);
        return undefined;
      })
      .catch(reject);
  });
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
