/** A multitrack run's real parts: devices, MediaRecorder, sockets, and the clock both tracks are laid over each other by. */
import { capture } from "../capture/capture";
import { Takes } from "../capture/takes";
import { accountOf, browserUpload } from "../chunk-upload/browser-upload";
import type { MultitrackDeps } from "./multitrack-run";
import { openTrackSocket } from "./track-socket";

const CHUNK_MS = 1000;
/** A screen on which nothing moves shows no new picture; in Firefox even a camera's waits until the sound's device is open. */
const PICTURE_WITHIN_MS = 2000;
/** Firefox says when a picture was shown, not when it was taken; between them it goes through its graph and its compositor. */
const SHOWN_AFTER_MS = 80;

/** Finer than Date.now, and as steady as the time stamps of pictures. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

export function browserMultitrack(userId: string): MultitrackDeps {
  return {
    capture,
    now,
    // The cookie speaks for the tracks from the first, and no socket can refresh it: asking for the account does.
    upload: { ...browserUpload, openSocket: openTrackSocket, account: { ...accountOf(userId), target: (track) => track } },
    startTakes: (stream, events) => new Takes(stream, CHUNK_MS, events),
    firstPicture,
  };
}

function firstPicture(stream: MediaStream, since: number): Promise<number | null> {
  return new Promise((resolve) => {
    const video = document.createElement("video");
    const done = (taken: number | null): void => {
      clearTimeout(timer);
      video.srcObject = null;
      resolve(taken);
    };
    const timer = setTimeout(() => done(null), PICTURE_WITHIN_MS);
    const look: VideoFrameRequestCallback = (shown, { captureTime }) => {
      const taken = performance.timeOrigin + (captureTime ?? shown);
      if (taken >= since) done(captureTime === undefined ? Math.max(since, taken - SHOWN_AFTER_MS) : taken);
      else video.requestVideoFrameCallback(look);
    };
    video.muted = true;
    video.srcObject = stream;
    video.requestVideoFrameCallback(look);
    video.play().catch(() => done(null));
  });
}
