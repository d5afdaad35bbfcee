/** Starts and stops; it says what it does and stays where it is. */
import { Button } from "@/components/button";
import type { MultitrackPhase } from "@/recording/multitrack/multitrack-run";
import { multitrackWords } from "@/words/multitrack";

interface RecordButtonProps {
  phase: MultitrackPhase;
  onStart: () => void;
  onStop: () => void;
}

export function RecordButton({ phase, onStart, onStop }: RecordButtonProps) {
  if (phase === "recording") {
    return (
      <Button className="w-full" onClick={onStop}>
        <span aria-hidden="true" className="size-3 rounded-[3px] bg-rec" />
        {multitrackWords.stop}
      </Button>
    );
  }
  return (
    <Button kind="record" className="w-full" busy={phase === "choosing" || phase === "stopping"} onClick={onStart}>
      <span aria-hidden="true" className="size-[9px] rounded-full bg-current" />
      {phase === "stopping" ? multitrackWords.sendingLast : phase === "done" ? multitrackWords.another : multitrackWords.start}
    </Button>
  );
}
