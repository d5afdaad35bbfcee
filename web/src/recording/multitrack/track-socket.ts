/** Where a track's bytes go: its socket's address, and the socket itself. */
import type { TrackName } from "@/lib/api-types";
import { tellNoTimeZone, timeZone, UNKNOWN_ZONE } from "@/lib/time-zone";

import { browserUpload } from "../chunk-upload/browser-upload";
import type { OpenSocket } from "../chunk-upload/types";

export interface TrackPlace {
  track: TrackName;
  /** Null before the server made the recording, which it does for the first connection. */
  multitrackId: string | null;
  mimeType: string;
  /** Seconds since 1970, as exactly as this browser's clock has them: the tracks are laid over each other by them. */
  startedAt: number;
}

/** `now` is what the clock of `startedAt` says: the server learns how it goes, for tracks that do not share a clock. */
export function trackAddress({ track, multitrackId, mimeType, startedAt }: TrackPlace, now: number): string {
  const url = new URL(`/ws/${track}`, window.location.href);
  url.protocol = url.protocol.replace(/^http/, "ws");
  if (multitrackId !== null) url.searchParams.set("session_id", multitrackId);
  url.searchParams.set("started_at", startedAt.toFixed(4));
  url.searchParams.set("sent_at", now.toFixed(4));
  url.searchParams.set("mime_type", mimeType);
  const zone = timeZone();
  if (zone !== null) url.searchParams.set("time_zone", zone);
  return url.href;
}

/** The address of the next connection names no time zone, where the server does not know the one of this browser. */
export const openTrackSocket: OpenSocket = (url, listener) =>
  browserUpload.openSocket(url, {
    message(text) {
      if (text.includes(`"${UNKNOWN_ZONE}"`)) tellNoTimeZone();
      listener.message(text);
    },
    closed: (code) => listener.closed(code),
  });
