/** How loud a voice is when; a press, or the arrow keys, go there. */
import type { KeyboardEvent, PointerEvent } from "react";

import { formatClock } from "@/lib/format";
import { voiceWords } from "@/words/voice";

interface WaveformProps {
  /** 0 to 100. */
  peaks: readonly number[];
  /** Seconds. */
  duration: number;
  at: number;
  onSeek: (seconds: number) => void;
}

const STEP_SECONDS = 2;

export function Waveform({ peaks, duration, at, onSeek }: WaveformProps) {
  const bars = peaks.length === 0 ? [0] : peaks;

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    if (event.button === 0 && width > 0) onSeek(((event.clientX - left) / width) * duration);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const to = { ArrowLeft: at - STEP_SECONDS, ArrowRight: at + STEP_SECONDS, Home: 0, End: duration }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    // The player's own keys are the same.
    event.stopPropagation();
    onSeek(to);
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={voiceWords.position}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration * 10) / 10}
      aria-valuenow={Math.round(at * 10) / 10}
      aria-valuetext={`${formatClock(at)} / ${formatClock(duration)}`}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      className="h-8 min-w-0 flex-1 cursor-pointer rounded"
    >
      <svg aria-hidden="true" viewBox={`0 0 ${bars.length} 100`} preserveAspectRatio="none" className="block size-full">
        {bars.map((loud, index) => (
          <rect
            key={index}
            x={index + 0.15}
            y={50 - Math.max(3, loud * 0.46)}
            width={0.7}
            height={2 * Math.max(3, loud * 0.46)}
            className={duration > 0 && (index + 0.5) / bars.length <= at / duration ? "fill-accent" : "fill-faint"}
          />
        ))}
      </svg>
    </div>
  );
}
