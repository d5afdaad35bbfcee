/** How long the recording is, red while it runs. */
import { PulseDot } from "@/components/pulse-dot";
import { cx } from "@/lib/cx";
import { formatClock } from "@/lib/format";
import { useNow } from "@/lib/use-now";
import { elapsedMs, type RecorderState } from "@/recording/lifecycle/state";
import { recorderWords } from "@/words/recorder";

export function ElapsedChip({ recorder }: { recorder: RecorderState }) {
  const now = useNow(250);
  const paused = recorder.phase === "paused";
  return (
    <span
      role="timer"
      aria-label={paused ? recorderWords.recordedPaused : recorderWords.recorded}
      className={cx(
        "num absolute top-3 right-3 inline-flex items-center gap-2 rounded-lg px-[11px] py-[5px] text-sm leading-5 font-[650] shadow-card sm:top-[18px] sm:right-[18px]",
        paused ? "bg-black/75 text-white" : "bg-rec-fill text-white",
      )}
    >
      {paused ? <span className="text-[12.5px] font-[550]">{recorderWords.paused}</span> : <PulseDot />}
      {formatClock(elapsedMs(recorder, now) / 1000)}
    </span>
  );
}
