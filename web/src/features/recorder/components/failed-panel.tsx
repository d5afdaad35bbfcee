/** The recording ended otherwise than wanted: what is left of it, and what to do. */

import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { Icon } from "@/components/icon";
import { Link } from "@/lib/router/link";
import type { Problem } from "@/recording/lifecycle/state";
import { commonWords } from "@/words/common";
import { recorderWords } from "@/words/recorder";

interface FailedPanelProps {
  problem: Problem;
  /** Null when nothing of it is on the server. */
  videoId: string | null;
  /** Null when this device no longer has all of it. */
  onSave: (() => void) | null;
  onAgain: () => void;
}

export function FailedPanel({ problem, videoId, onSave, onAgain }: FailedPanelProps) {
  return (
    <div role="alert" className="absolute inset-0 grid place-items-center overflow-y-auto bg-black/60 p-3 text-center">
      <div className="flex max-w-[540px] flex-col items-center gap-3 rounded-2xl bg-panel px-7 py-6 shadow-float">
        <Icon name="alert" size={28} className="text-rec-text" />
        <h2 className="text-lg font-[620] tracking-[-0.01em]">{problem.title}</h2>
        <p className="text-muted">{problem.advice}</p>
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          {videoId !== null && (
            <Link to={`/watch/${videoId}`} className={buttonStyle("primary")}>
              {commonWords.openRecording}
            </Link>
          )}
          {onSave !== null && <Button onClick={onSave}>{recorderWords.saveHere}</Button>}
          <Button onClick={onAgain}>{recorderWords.recordAgain}</Button>
        </div>
      </div>
    </div>
  );
}
