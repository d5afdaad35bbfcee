/** One tab at a time does something. The browser lets go of the lock when the tab goes, however it goes. */

/** Browsers have locks on secure pages only; elsewhere tabs are merely not coordinated. */
export function lockManager(): LockManager | undefined {
  return (navigator as Partial<Navigator>).locks;
}

/** Resolves with what lets go of it again, or null while another tab holds it. */
export function holdLock(name: string): Promise<(() => void) | null> {
  const locks = lockManager();
  if (locks === undefined) return Promise.resolve(() => undefined);
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock !== null) return new Promise<void>((release) => resolve(release));
        resolve(null);
        return undefined;
      })
      .catch(reject);
  });
}
