/** Where a track's bytes go: its socket's address, and the socket itself, which a sign-in that ran out does not end. */
import { api } from "@/lib/api-client";
import type { TrackName } from "@/lib/api-types";

import { browserUpload } from "../chunk-upload/browser-upload";
import type { OpenSocket } from "../chunk-upload/types";


const CLOSE_NOT_AUTHENTICATED = 4401;
/** Closed for no reason that a new connection could not cure. */
const CLOSE_ABNORMAL = 1006;

export interface TrackPlace {
  track: TrackName;
  /** Null before the server made the recording, which it does for the first connection. */
  multitrackId: string | null;
  mimeType: string;
  /** Seconds since 1970, as exactly as this browser's clock has them: the tracks are laid over each other by them. */
  startedAt: number;
}

export function trackAddress({ track, multitrackId, mimeType, startedAt }: TrackPlace): string {
  const url = new URL(`/ws/${track}`, window.location.href);
  url.protocol = url.protocol.replace(/^http/, "ws");
  if (multitrackId !== null) url.searchParams.set("session_id", multitrackId);
  url.searchParams.set("started_at", startedAt.toFixed(4));
  url.searchParams.set("mime_type", mimeType);
  return url.href;
}

/** The cookie speaks for these sockets, and no socket can refresh it: a request does, before the next attempt. */
export const openTrackSocket: OpenSocket = (url, listener) =>
  browserUpload.openSocket(url, {
    message: (text) => listener.message(text),
    closed: (code) => {
      if (code !== CLOSE_NOT_AUTHENTICATED) return listener.closed(code);
      void api.GET("/auth/me").then(
        ({ response }) => listener.closed(response.status === 401 ? code : CLOSE_ABNORMAL),
        () => listener.closed(CLOSE_ABNORMAL),
      );
    },
  });
