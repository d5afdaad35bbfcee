/** A time that one can go to. Enter goes there; Space plays and pauses, as everywhere on the page. */
import { formatClock } from "@/lib/format";
import { commonWords } from "@/words/common";

interface MomentButtonProps {
  /** From the start of the video. */
  seconds: number;
  /** What is there, for those who do not see the row. */
  about?: string;
  onGo: () => void;
  className?: string;
}

export function MomentButton({ seconds, about, onGo, className = "" }: MomentButtonProps) {
  const clock = formatClock(seconds);
  return (
    <button
      type="button"
      data-moment
      onClick={onGo}
      aria-label={about === undefined ? commonWords.goTo(clock) : commonWords.goToWhat(clock, about)}
      className={`num rounded-md text-[12.5px] hover:underline ${className}`}
    >
      {clock}
    </button>
  );
}
