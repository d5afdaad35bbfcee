/** Where a track's bytes go: its socket's address. */
import type { TrackName } from "@/lib/api-types";

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
