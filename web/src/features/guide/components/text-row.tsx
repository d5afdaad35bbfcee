/** Words that were on screen together, with those looked for marked. */
import type { FrameText } from "@/lib/api-types";
import { formatClock } from "@/lib/format";

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
      className={`relative flex gap-3 rounded-control px-3 py-2.5 transition-colors ${current ? "bg-accent-soft" : "hover:bg-sunk"}`}
    >
      <button
        type="button"
        onClick={onSeek}
        aria-label={`Go to ${formatClock(row.timestamp)}`}
        className="num w-11 shrink-0 self-start text-left text-[12.5px] leading-[21px] font-[550] text-accent after:absolute after:inset-0 after:rounded-control"
      >
        {formatClock(row.timestamp)}
      </button>
      <p className={`min-w-0 flex-1 text-[13px] whitespace-pre-line ${found < 0 ? "line-clamp-6" : ""}`}>
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
