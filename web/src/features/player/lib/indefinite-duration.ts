/**
 * MediaRecorder's WebM states no duration, and Chromium then reports Infinity and no seekable range
 * until it has read the end. Asking for a moment far behind the end makes it look there; afterwards
 * duration and seeking are real. Files with an index never come here.
 */
const FAR_BEYOND_SECONDS = 1e9;

/**
 * Gives `media` a finite duration if it has none, and puts it back to where it was.
 *
 * Resolves when that is done (at once for a file that states its duration) or `signal` aborts.
 */
export async function settleDuration(media: HTMLMediaElement, signal: AbortSignal): Promise<void> {
  if (media.duration !== Infinity) return;
  const position = media.currentTime;
  const wasPlaying = !media.paused;
  if (wasPlaying) media.pause();
  media.currentTime = FAR_BEYOND_SECONDS;
  await until(media, ["durationchange", "seeked"], () => Number.isFinite(media.duration), signal);
  if (signal.aborted) return;
  media.currentTime = Math.min(position, media.duration);
  await until(media, ["seeked"], () => !media.seeking, signal);
  if (wasPlaying) await media.play().catch(() => undefined);
}

function until(media: HTMLMediaElement, events: string[], reached: () => boolean, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!reached() && !signal.aborted && media.error === null) return;
      for (const event of [...events, "error"]) media.removeEventListener(event, check);
      signal.removeEventListener("abort", check);
      resolve();
    };
    for (const event of [...events, "error"]) media.addEventListener(event, check);
    signal.addEventListener("abort", check);
    check();
  });
}
