/** The upload's real parts: the browser's sockets, requests and timers, and the API. */

import { api, call } from "@/lib/api-client";
import { isSignedIn, quietSignInFetch, signInFetch } from "@/lib/sign-in-fetch";

import type { AccountWay, Clock, OpenSocket, UploadDeps, UploadTarget, VideoOutcome } from "./types";

/** How a connection that never opened closes. */
const CLOSED_ABNORMALLY = 1006;

const openSocket: OpenSocket = (url, listener) => {
  const socket = new WebSocket(url);
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "string") listener.message(data);
  };
  socket.onclose = ({ code }) => listener.closed(code || CLOSED_ABNORMALLY);
  return socket;
};

const clock: Clock = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

async function readVideo(id: string): Promise<VideoOutcome> {
  const video = await call(api.GET("/video/{video_id}", { params: { path: { video_id: id } } }));
  return { status: video.status, playbackUrl: video.playback?.url ?? null };
}

export const browserUpload: UploadDeps = {
  openSocket,
  fetch: (input, init) => fetch(input, init),
  clock,
  random: Math.random,
  readVideo,
};

/** The same for a recording whose upload token ran out: its owner's sign-in speaks instead, by requests only. */
export const signInUpload: UploadDeps = {
  ...browserUpload,
  openSocket: () => {
    throw new TypeError("A socket cannot renew the sign-in.");
  },
  fetch: (input, init) => signInFetch(byCookie(input, init)),
};

/** The account of a recording under way, which is on a page that stays whoever is signed in. */
export function accountOf(userId: string): AccountWay {
  return {
    isSignedIn: () => isSignedIn(userId),
    target: atThisAddress,
    fetch: (input, init) => quietSignInFetch(byCookie(input, init)),
  };
}

function byCookie(input: RequestInfo | URL, init?: RequestInit): Request {
  const headers = new Headers(init?.headers);
  headers.delete("Authorization");
  return new Request(input, { ...init, headers, credentials: "same-origin" });
}

/** Cookies go to the page's own address only, whichever one the server gave to the recorder. */
export function atThisAddress(target: UploadTarget): UploadTarget {
  return { ...target, token: "", wsUrl: here(target.wsUrl), chunkUrl: here(target.chunkUrl) };
}

/** The same path on the page's own host; a socket stays one. */
function here(address: string): string {
  const { protocol, pathname } = new URL(address);
  const url = new URL(pathname, window.location.origin);
  if (protocol.startsWith("ws")) url.protocol = url.protocol.replace("http", "ws");
  return url.href;
}
