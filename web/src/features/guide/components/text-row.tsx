/** Words that were on screen together. */
import { MomentButton } from "@/components/moment-button";
import type { FrameText } from "@/lib/api-types";
import { pressRow } from "@/lib/press-row";

interface TextRowProps {
  row: FrameText;
  current: boolean;
  onSeek: () => void;
}

export function TextRow({ row, current, onSeek }: TextRowProps) {
  return (
    <li
      aria-current={current || undefined}
      onClick={pressRow(onSeek)}
      className={`flex cursor-pointer gap-3 rounded-control px-3 py-2.5 transition-colors ${current ? "bg-accent-soft" : "hover:bg-sunk"}`}
    >
      <MomentButton
        seconds={row.timestamp}
        onGo={onSeek}
        className="w-11 shrink-0 self-start text-left leading-[21px] font-[550] text-accent"
      />
      <p className="line-clamp-6 min-w-0 flex-1 cursor-auto text-[13px] whitespace-pre-line">{row.text}</p>
    </li>
  );
}
