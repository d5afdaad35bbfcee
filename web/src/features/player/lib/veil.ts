/**
 * A still of the last picture over the video while it loads another source, so that nothing flickers.
 * Drawing across origins is allowed; only reading the canvas would not be.
 */
/** The picture is let go of then, whatever has come. */
const LONGEST_MS = 6000;
/** A picture of about the same moment; decoders land on the frame before. */
const SAME_MOMENT_SECONDS = 0.6;

/** Draws what `video` shows onto `canvas` and shows that. False when there is no picture to keep. */
export function drawVeil(canvas: HTMLCanvasElement, video: HTMLVideoElement): boolean {
  // At the very start the poster stands, and goes on standing.
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return false;
  if (video.currentTime === 0 && video.played.length === 0) return false;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  canvas.hidden = false;
  return true;
}

/** Takes the still away once `video` shows its picture of `position` (seconds). Returns how to stop waiting. */
export function liftVeil(canvas: HTMLCanvasElement, video: HTMLVideoElement, position: () => number): () => void {
  let over = false;
  const lift = (): void => {
    over = true;
    canvas.hidden = true;
    clearTimeout(timer);
  };
  const timer = setTimeout(lift, LONGEST_MS);
  // Not every browser tells of painted frames; those that do not have loaded enough soon after.
  const frames: Partial<Pick<HTMLVideoElement, "requestVideoFrameCallback">> = video;
  if (!frames.requestVideoFrameCallback) video.addEventListener("canplay", lift, { once: true });
  const wait = (): void => {
    frames.requestVideoFrameCallback?.call(video, (_, { mediaTime }) => {
      if (over) return;
      if (Math.abs(mediaTime - position()) <= SAME_MOMENT_SECONDS || !video.paused) lift();
      else wait();
    });
  };
  wait();
  return lift;
}
