/** The timeline: what is loaded and played, where steps begin, who said something; drag to seek. */
import { useMediaSelector } from "media-chrome/react/media-store";
import { Suspense, useRef, useState, type PointerEvent, type ReactNode, type RefObject } from "react";

import { lazily } from "@/components/lazily";
import { formatSpokenClock } from "@/lib/format";
import { playerWords } from "@/words/player";

import type { Marker } from "../lib/cluster-markers";
import { useStoryboard } from "../lib/storyboard/use-storyboard";
import type { TimelineStep } from "../lib/timeline-step";
import { usePlayerActions, usePlayerDuration, usePosition } from "../lib/use-player";
import { useSmoothPosition } from "../lib/use-smooth-position";

// What people said comes after the video, and a moment is pointed at later still.
const TimelineBubbles = lazily(async () => (await import("./timeline-bubbles")).TimelineBubbles);
const PointedMoment = lazily(async () => (await import("./pointed-moment")).PointedMoment);

interface TimelineProps {
  video: RefObject<HTMLVideoElement | null>;
  steps: readonly TimelineStep[];
  markers: readonly Marker[];
  /** Where words are that somebody looks for. */
  finds: readonly { timestamp: number }[];
  storyboardUrl: string | null;
  onMarker: (marker: Marker) => void;
  /** On the track, as wide as it is. */
  marks: ReactNode;
}

export function Timeline({ video, steps, markers, finds, storyboardUrl, onMarker, marks }: TimelineProps) {
  const track = useRef<HTMLDivElement>(null);
  const { seek } = usePlayerActions();
  const duration = usePlayerDuration();
  const seconds = usePosition(Math.floor);
  const buffered = useMediaSelector((state) => bufferedEnd(state.mediaBuffered, state.mediaCurrentTime ?? 0));
  const [pointed, setPointed] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  // With the keyboard the moment is where the position is; a pointer shows its own.
  const shown = pointed ?? (focused && duration > 0 ? Math.min(1, seconds / duration) : null);
  const storyboard = useStoryboard(storyboardUrl, shown !== null);
  useSmoothPosition(track, video);

  function shareAt(event: PointerEvent): number {
    const box = track.current?.getBoundingClientRect();
    return box && box.width > 0 ? Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) : 0;
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0 || duration === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setPointed(shareAt(event));
    seek(shareAt(event) * duration);
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    const share = shareAt(event);
    setPointed(share);
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(share * duration);
  }

  return (
    <div className="relative">
      {markers.length > 0 && (
        <Suspense>
          <TimelineBubbles markers={markers} duration={duration} onMarker={onMarker} />
        </Suspense>
      )}
      <div
        role="slider"
        tabIndex={0}
        aria-label={playerWords.position}
        aria-valuemin={0}
        aria-valuemax={Math.floor(duration)}
        aria-valuenow={seconds}
        aria-valuetext={formatSpokenClock(seconds)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setPointed(null)}
        onFocus={(event) => setFocused(event.currentTarget.matches(":focus-visible"))}
        onBlur={() => setFocused(false)}
        className="group/track flex h-4 pointer-coarse:h-6 cursor-pointer touch-none items-center rounded focus-visible:outline-white"
      >
        <div
          ref={track}
          className="relative h-[5px] w-full rounded-[3px] bg-white/25 transition-[height] duration-100 group-hover/track:h-[7px]"
        >
          <span
            className="absolute inset-y-0 left-0 rounded-[3px] bg-white/35"
            style={{ width: `${duration > 0 ? Math.min(1, buffered / duration) * 100 : 0}%` }}
          />
          <span className="absolute inset-y-0 left-0 w-full overflow-hidden rounded-[3px]">
            <span className="block size-full origin-left bg-white [transform:scaleX(var(--played,0))]" />
          </span>
          {duration > 0 &&
            steps.map(
              (step) =>
                step.timestamp > 0 &&
                step.timestamp < duration && (
                  <span
                    key={step.timestamp}
                    className="absolute -inset-y-px w-0.5 bg-black/60"
                    style={{ left: `${(step.timestamp / duration) * 100}%` }}
                  />
                ),
            )}
          {duration > 0 &&
            finds.map(({ timestamp }, index) => (
              <span
                key={index}
                data-find
                className="absolute -inset-y-[3px] w-[3px] -translate-x-1/2 rounded-full bg-[#f5a524]"
                style={{ left: `${Math.min(1, timestamp / duration) * 100}%` }}
              />
            ))}
          <span className="absolute top-1/2 left-[calc(var(--played,0)*100%)] size-[13px] -translate-1/2 scale-0 rounded-full bg-white shadow-card transition-transform duration-100 group-hover/track:scale-100 group-focus-visible/track:scale-100" />
        </div>
      </div>
      {marks}
      {shown !== null && duration > 0 && (
        <Suspense>
          <PointedMoment share={shown} seconds={shown * duration} steps={steps} storyboard={storyboard} />
        </Suspense>
      )}
    </div>
  );
}

/** The end of the loaded range that holds the position, in seconds. */
function bufferedEnd(ranges: number[][] | undefined, position: number): number {
  const around = ranges?.find(([start = 0, end = 0]) => start <= position + 0.1 && position <= end);
  return around?.[1] ?? 0;
}
