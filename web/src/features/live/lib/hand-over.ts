/**
 * Goes on from the running recording with the finished video, without a jump.
 *
 * 1. The finished one is made ready, unseen and without sound, at a second that is about to come.
 * 2. The running one plays on until its picture is of that second, or it has nothing more.
 * 3. Then the finished one plays, and is shown once its first picture is there.
 */

/** Seconds ahead for which the finished video is made ready; where that takes longer, it is tried again. */
const AHEAD = 1.2;
const TRIES = 4;
const READY_WITHIN_MS = 8_000;
const LOOK_MS = 40;
/** A picture and a half at 30 a second. */
const PICTURE = 0.05;
const ENOUGH = HTMLMediaElement.HAVE_FUTURE_DATA;

export interface HandOver {
  live: HTMLVideoElement;
  /** The last second of the running one that there are pictures of. */
  last: () => number;
  finished: HTMLVideoElement;
  /** Goes to a second of the finished video. */
  seek: (seconds: number) => void;
  signal: AbortSignal;
}

/** Resolves once the finished video shows what the running one did; also where it never gets ready, after some seconds. */
export async function handOver(given: HandOver): Promise<void> {
  const { live, finished, signal } = given;
  const plays = !live.paused || live.ended;
  const loud = !live.muted;
  finished.muted = true;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const at = live.currentTime;
    const rest = given.last() - at;
    const target = !plays || live.ended || rest < AHEAD / 2 ? at : Math.min(at + AHEAD, given.last() - PICTURE);
    given.seek(target);
    if (!(await until(() => isReady(finished, target), READY_WITHIN_MS, signal))) break;
    if (live.currentTime > target + 2 * PICTURE && given.last() - live.currentTime > AHEAD) continue;
    await until(() => live.ended || live.paused || live.currentTime >= target - PICTURE / 2 || hasRunDry(live, given.last()), READY_WITHIN_MS, signal);
    break;
  }
  if (signal.aborted) return;
  finished.volume = live.volume;
  finished.playbackRate = 1;
  if (plays) {
    const shown = nextPicture(finished);
    await finished.play().catch(() => undefined);
    await Promise.race([shown, pause(500)]);
  }
  live.pause();
  finished.muted = !loud;
}

function isReady(video: HTMLVideoElement, target: number): boolean {
  return !video.seeking && video.readyState >= ENOUGH && Math.abs(video.currentTime - target) < 2 * PICTURE;
}

function hasRunDry(video: HTMLVideoElement, last: number): boolean {
  return video.readyState < ENOUGH && last - video.currentTime < 2 * PICTURE;
}

function nextPicture(video: HTMLVideoElement): Promise<void> {
  if (!("requestVideoFrameCallback" in video)) return pause(100);
  return new Promise((resolve) => {
    video.requestVideoFrameCallback(() => resolve());
  });
}

async function until(holds: () => boolean, within: number, signal: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + within;
  while (!holds()) {
    if (signal.aborted || performance.now() > deadline) return false;
    await pause(LOOK_MS);
  }
  return true;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
