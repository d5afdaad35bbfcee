/** Asks before a recording is thrown away. It goes on meanwhile: a wrong key must cost nothing. */
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { formatSpokenClock } from "@/lib/format";
import { useNow } from "@/lib/use-now";
import { elapsedMs, type RecorderState } from "@/recording/lifecycle/state";
import { commonWords } from "@/words/common";
import { recorderWords } from "@/words/recorder";

import { useFocusOnce } from "../controls/use-focus-once";

interface DiscardDialogProps {
  recorder: RecorderState;
  onKeep: () => void;
  onDiscard: () => void;
}

export function DiscardDialog({ recorder, onKeep, onDiscard }: DiscardDialogProps) {
  const now = useNow(1000);
  const safe = useFocusOnce();
  return (
    <Dialog
      title={recorderWords.discardAsk}
      onClose={onKeep}
      actions={
        <>
          <Button ref={safe} onClick={onKeep}>
            {commonWords.keepIt}
          </Button>
          <Button kind="danger" onClick={onDiscard}>
            {recorderWords.discardDo}
          </Button>
        </>
      }
    >
      {recorderWords.discardWhat(formatSpokenClock(elapsedMs(recorder, now) / 1000))}
    </Dialog>
  );
}
