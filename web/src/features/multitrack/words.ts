/** Every sentence about a recording, as pure functions. */
import type { MultitrackRecording, MultitrackTrack } from "@/lib/api-types";
import { formatBytes, formatClock, formatPercent } from "@/lib/format";
import { multitrackWords } from "@/words/multitrack";


export function statusWords({ status, progress }: MultitrackRecording): string {
  switch (status) {
    case "recording":
      return multitrackWords.recording;
    case "recorded":
      return multitrackWords.twoTracks;
    case "compiling":
      return multitrackWords.compilingAt(formatPercent(progress));
    case "compiled":
      return multitrackWords.filmReady;
    case "failed":
      return multitrackWords.failed;
  }
}

/** "Picture 12.3 MB · Sound 640 kB · 1:44", as far as it is known. */
export function recordingFacts({ tracks, duration }: MultitrackRecording): string {
  const known = tracks.map((track) => `${multitrackWords.tracks[track.track]} ${trackSize(track)}`);
  return [...known, ...(duration === null ? [] : [formatClock(duration)])].join(" · ");
}

function trackSize({ size, state }: MultitrackTrack): string {
  if (size === 0) return state === "open" ? multitrackWords.arriving : multitrackWords.empty;
  return formatBytes(size);
}
