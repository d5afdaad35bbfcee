/** Every sentence about a recording, as pure functions. */
import type { MultitrackRecording, MultitrackTrack, TrackName } from "@/lib/api-types";
import { formatBytes, formatClock, formatPercent } from "@/lib/format";


export const TRACK_WORDS: Readonly<Record<TrackName, string>> = { video: "Picture", audio: "Sound" };

export function statusWords({ status, progress }: MultitrackRecording): string {
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
export function recordingFacts({ tracks, duration }: MultitrackRecording): string {
  const known = tracks.map((track) => `${TRACK_WORDS[track.track]} ${trackSize(track)}`);
  return [...known, ...(duration === null ? [] : [formatClock(duration)])].join(" · ");
}

function trackSize({ size, state }: MultitrackTrack): string {
  if (size === 0) return state === "open" ? "arriving" : "empty";
  return formatBytes(size);
}
