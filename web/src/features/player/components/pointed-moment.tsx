/** What is under the pointer on the timeline: the picture there, the time and the step it falls into. */
import { useLayoutEffect, useRef } from "react";

import { formatClock } from "@/lib/format";
import { indexAt } from "@/lib/index-at";

import type { Storyboard } from "../lib/storyboard/use-storyboard";
import type { TimelineStep } from "../lib/timeline-step";
import { ScrubPicture } from "./scrub-picture";

interface PointedMomentProps {
  /** 0..1 of the timeline. */
  share: number;
  seconds: number;
  steps: readonly TimelineStep[];
  storyboard: Storyboard;
}

export function PointedMoment({ share, seconds, steps, storyboard }: PointedMomentProps) {
  const box = useRef<HTMLSpanElement>(null);
  const step = steps[indexAt(steps, seconds)];
  const cue = storyboard.cueAt(seconds);

  // Centred on the moment, as far as the player has room for it.
  useLayoutEffect(() => {
    const element = box.current;
    const room = element?.parentElement?.clientWidth ?? 0;
    if (!element || room === 0) return;
    const left = share * room - element.offsetWidth / 2;
    element.style.left = `${Math.min(Math.max(0, left), Math.max(0, room - element.offsetWidth))}px`;
  });

  return (
    <span
      ref={box}
      aria-hidden="true"
      className="num pointer-events-none absolute bottom-full left-0 z-10 mb-1 flex max-w-[min(260px,80%)] flex-col items-center gap-1.5 text-xs whitespace-nowrap"
    >
      {cue && <ScrubPicture cue={cue} onBroken={storyboard.onBroken} />}
      <span className="flex max-w-full gap-2 rounded-[7px] bg-black/90 px-2 py-1">
        <span className="font-[550]">{formatClock(seconds)}</span>
        {step && <span className="truncate text-white/75">{step.title}</span>}
      </span>
    </span>
  );
}
