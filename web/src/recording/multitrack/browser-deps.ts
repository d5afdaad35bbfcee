/** A multitrack run's real parts: devices, MediaRecorder, sockets, and the clock both tracks are laid over each other by. */
import type { TrackName } from "@/lib/api-types";

import { capture } from "../capture/capture";
import { Take } from "../capture/take";
import { browserUpload } from "../chunk-upload/browser-upload";
import type { MultitrackDeps } from "./multitrack-run";
import { openTrackSocket } from "./track-socket";

const CHUNK_MS = 1000;
/** A screen on which nothing moves shows no new picture. */
const PICTURE_WITHIN_MS = 400;

const TYPES: Readonly<Record<TrackName, readonly string[]>> = {
  video: ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm", "video/mp4"],
  audio: ["audio/webm;codecs=opus", "audio/webm", "audio/mp4"],
};

/** Finer than Date.now, and as steady as the time stamps of pictures. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

export const browserMultitrack: MultitrackDeps = {
  capture,
  now,
  upload: { ...browserUpload, openSocket: openTrackSocket },
  startTake(track, stream, events) {
    const types = TYPES[track].filter((type) => MediaRecorder.isTypeSupported(type));
    return Take.start(stream, types, CHUNK_MS, events);
  },
  firstPicture,
};

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
      if (taken >= since) done(taken);
      else video.requestVideoFrameCallback(look);
    };
    video.muted = true;
    video.srcObject = stream;
    video.requestVideoFrameCallback(look);
    video.play().catch(() => done(null));
  });
}
