/** A small label on a picture or beside a title. */
import type { ReactNode } from "react";

import { cx } from "@/lib/cx";

type ChipTone = "panel" | "recording" | "failed" | "over-video" | "neutral";

const TONES: Record<ChipTone, string> = {
  panel: "bg-panel text-ink shadow-card",
  recording: "bg-rec-fill text-white",
  failed: "bg-rec-soft text-rec-text",
  "over-video": "bg-black/75 text-white",
  neutral: "bg-sunk text-muted",
};

interface ChipProps {
  tone?: ChipTone;
  className?: string;
  children: ReactNode;
}

export function Chip({ tone = "neutral", className, children }: ChipProps) {
  return (
    <span
      className={cx(
        "num inline-flex items-center gap-1.5 rounded-[7px] px-[7px] py-0.5 text-xs leading-[18px] font-[550] whitespace-nowrap",
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
