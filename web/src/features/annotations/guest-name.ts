/** The name a guest gave, so that they are asked once; kept on this device, if it keeps anything. */
const KEY = "videoflow.guest-name";

export function findGuestName(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function keepGuestName(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // They will be asked again.
  }
}
