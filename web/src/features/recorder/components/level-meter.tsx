/** How loud the microphone is; drawn past React, many times a second. */
import { useEffect, useRef } from "react";

import { litBars } from "@/recording/media/level";

const HEIGHTS = [6, 9, 12, 15, 18, 15, 12, 9];
/** Falls slowly, so that the eye can follow speech. */
const FALL = 0.86;
const EVERY_MS = 50;

export function LevelMeter({ level, muted }: { level: () => number | null; muted: boolean }) {
  const ref = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    let shown = 0;
    const timer = setInterval(() => {
      const now = level();
      // Where nobody can tell, a flat meter would say that there is no sound.
      if (ref.current !== null) ref.current.hidden = now === null;
      shown = Math.max(muted ? 0 : (now ?? 0), shown * FALL);
      const lit = litBars(shown < 0.01 ? 0 : shown, HEIGHTS.length);
      [...(ref.current?.children ?? [])].forEach((bar, index) => {
        bar.classList.toggle("bg-ok", index < lit);
        bar.classList.toggle("bg-line-strong", index >= lit);
      });
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [level, muted]);

  return (
    <span ref={ref} aria-hidden="true" className="flex h-[18px] items-end gap-0.5 [&[hidden]]:hidden">
      {HEIGHTS.map((height, index) => (
        <i key={index} className="w-[3px] rounded-sm bg-line-strong" style={{ height }} />
      ))}
    </span>
  );
}
