/** Asks the browser, once, not to clear this site's data when the disk gets full. */

const ASKED = "videoflow.recorder.asked-to-persist";
/** Some browsers put the question to the person, who may not mind it. */
const ANSWERED_WITHIN_MS = 30_000;

/** Resolves once it is answered, or nobody seems to. Ask before a recording: the question would be in its picture. */
export async function askToPersist(): Promise<void> {
  try {
    const storage = (navigator as Partial<Navigator>).storage;
    if (storage === undefined || localStorage.getItem(ASKED) !== null || (await storage.persisted())) return;
    // Twice would be a nuisance.
    localStorage.setItem(ASKED, "yes");
    await Promise.race([storage.persist(), new Promise((resolve) => setTimeout(resolve, ANSWERED_WITHIN_MS))]);
  } catch {
    // Without, recordings are kept as well, as long as the disk has room.
  }
}
