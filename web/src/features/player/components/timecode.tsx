/** Exactly where a video that stands still is: its time to the millisecond, and which picture that is. */
import { useMediaSelector } from "media-chrome/react/media-store";

import { formatClock, formatNumber } from "@/lib/format";
import { roomWords } from "@/words/room";

import { frameAt } from "../lib/frames";
import { usePosition } from "../lib/use-player";

export function Timecode() {
  const paused = useMediaSelector((state) => state.mediaPaused !== false);
  const milliseconds = usePosition((seconds) => Math.round(seconds * 1000));
  if (!paused || milliseconds === 0) return null;
  const seconds = milliseconds / 1000;
  return (
    <div data-timecode className="num pointer-events-none absolute bottom-full mb-1 rounded-md bg-black/75 px-1.5 py-0.5 text-xs text-white/85" style={{ right: 0 }}>
      {formatClock(Math.floor(seconds))}.{String(milliseconds % 1000).padStart(3, "0")} · {roomWords.frame(formatNumber(frameAt(seconds)))}
    </div>
  );
}
