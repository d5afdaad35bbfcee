/** Puts text on the clipboard; says whether that worked (it needs a secure page and permission). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The address people open to watch a video. */
export function watchUrl(videoId: string): string {
  return new URL(`/watch/${videoId}`, window.location.origin).href;
}
