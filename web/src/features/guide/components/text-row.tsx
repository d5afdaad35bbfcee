/** Words that were on screen together, with those looked for marked. */
import { MomentButton } from "@/components/moment-button";
import type { FrameText } from "@/lib/api-types";
import { pressRow } from "@/lib/press-row";

interface TextRowProps {
  row: FrameText;
  /** Lower case; empty marks nothing. */
  wanted: string;
  current: boolean;
  onSeek: () => void;
}

export function TextRow({ row, wanted, current, onSeek }: TextRowProps) {
  const found = wanted === "" ? -1 : row.text.toLocaleLowerCase().indexOf(wanted);
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
      <p className={`min-w-0 flex-1 cursor-auto text-[13px] whitespace-pre-line ${found < 0 ? "line-clamp-6" : ""}`}>
        {found < 0 ? (
          row.text
        ) : (
          <>
            {row.text.slice(0, found)}
            <mark className="rounded-[3px] bg-warn-soft text-warn">{row.text.slice(found, found + wanted.length)}</mark>
            {row.text.slice(found + wanted.length)}
          </>
        )}
      </p>
    </li>
  );
}
