/** How loud the microphone is; drawn past React, many times a second. */
import { useEffect, useRef } from "react";

import { litBars } from "@/recording/media/level";

const HEIGHTS = [6, 9, 12, 15, 18, 15, 12, 9];
/** Falls slowly, so that the eye can follow speech. */
const FALL = 0.86;
const EVERY_MS = 50;

export function LevelMeter({ level, muted }: { level: () => number; muted: boolean }) {
  const ref = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    let shown = 0;
    const timer = setInterval(() => {
      shown = Math.max(muted ? 0 : level(), shown * FALL);
      const lit = litBars(shown < 0.01 ? 0 : shown, HEIGHTS.length);
      [...(ref.current?.children ?? [])].forEach((bar, index) => {
        bar.classList.toggle("bg-ok", index < lit);
        bar.classList.toggle("bg-line-strong", index >= lit);
      });
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [level, muted]);

  return (
    <span ref={ref} aria-hidden="true" className="flex h-[18px] items-end gap-0.5">
      {HEIGHTS.map((height, index) => (
        <i key={index} className="w-[3px] rounded-sm bg-line-strong" style={{ height }} />
      ))}
    </span>
  );
}
