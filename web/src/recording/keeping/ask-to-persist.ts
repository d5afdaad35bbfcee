/** Asks the browser, once, not to clear this site's data when the disk gets full. */

const ASKED = "videoflow.recorder.asked-to-persist";

export async function askToPersist(): Promise<void> {
  try {
    const storage = (navigator as Partial<Navigator>).storage;
    if (storage === undefined || localStorage.getItem(ASKED) !== null || (await storage.persisted())) return;
    // Some browsers put the question to the person: twice would be a nuisance.
    localStorage.setItem(ASKED, "yes");
    await storage.persist();
  } catch {
    // Without, recordings are kept as well, as long as the disk has room.
  }
}
