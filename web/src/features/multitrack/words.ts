/** Every sentence about a session, as pure functions. */
import { formatBytes, formatClock, formatPercent } from "@/lib/format";

import { TRACK_WORDS, type Session, type SessionTrack } from "./session";

export function statusWords({ status, progress }: Session): string {
  switch (status) {
    case "recording":
      return "Recording";
    case "recorded":
      return "Two tracks";
    case "compiling":
      return `Compiling ${formatPercent(progress)}`;
    case "compiled":
      return "Film ready";
    case "failed":
      return "Failed";
  }
}

/** "Picture 12.3 MB · Sound 640 kB · 1:44", as far as it is known. */
export function sessionFacts({ tracks, duration }: Session): string {
  const known = tracks.map((track) => `${TRACK_WORDS[track.track]} ${trackSize(track)}`);
  return [...known, ...(duration === null ? [] : [formatClock(duration)])].join(" · ");
}

function trackSize({ size, state }: SessionTrack): string {
  if (size === 0) return state === "open" ? "arriving" : "empty";
  return formatBytes(size);
}
