/** Notices that the device slept: its clock jumped. */

const LOOK_EVERY_MS = 5_000;
/** Browsers let a page in the background look once a minute only; that is no sleep. */
const SLEPT_MS = 75_000;

/** Calls `woke` after each sleep of more than a minute or so. Returns what ends that. */
export function onWake(woke: () => void): () => void {
  let seen = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - seen > SLEPT_MS) woke();
    seen = now;
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
