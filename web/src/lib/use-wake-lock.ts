/** Keeps the device awake while something records; a phone would lock, a laptop sleep. */

import { useEffect } from "react";

export function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    const wakeLock = (navigator as Partial<Navigator>).wakeLock;
    if (!wanted || wakeLock === undefined) return undefined;
    let over = false;
    let lock: WakeLockSentinel | null = null;
    const take = (): void => {
      if (document.hidden) return;
      wakeLock.request("screen").then(
        (got) => {
          lock = got;
          if (over) void got.release();
        },
        () => {
          // Low battery or a browser's rule: recording goes on without.
        },
      );
    };
    take();
    // Browsers drop the lock whenever the page goes to the background.
    document.addEventListener("visibilitychange", take);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", take);
      void lock?.release();
    };
  }, [wanted]);
}
