/** Puts text on the clipboard; says whether that worked (it needs a secure page and permission). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The same for text that has to be asked for first. A browser lets a page write right after a press only, so where it
 * takes text that is still to come, it is given that at once. Throws what the asking throws.
 */
export async function copyWhenKnown(asked: Promise<string>): Promise<boolean> {
  if (typeof ClipboardItem === "undefined") return copyText(await asked);
  try {
    const blob = asked.then((text) => new Blob([text], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    return true;
  } catch {
    // Refused, or the text did not come: then this throws why.
    return copyText(await asked);
  }
}

/** The address at which people who may see a video watch it. */
export function watchUrl(videoId: string): string {
  return new URL(`/watch/${videoId}`, window.location.origin).href;
}
