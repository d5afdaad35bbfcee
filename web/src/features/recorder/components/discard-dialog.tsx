/** Asks before a recording is thrown away. It goes on meanwhile: a wrong key must cost nothing. */
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { formatSpokenClock } from "@/lib/format";
import { useNow } from "@/lib/use-now";
import { elapsedMs, type RecorderState } from "@/recording/lifecycle/state";

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
      title="Discard this recording?"
      onClose={onKeep}
      actions={
        <>
          <Button ref={safe} onClick={onKeep}>
            Keep it
          </Button>
          <Button kind="danger" onClick={onDiscard}>
            Discard recording
          </Button>
        </>
      }
    >
      {formatSpokenClock(elapsedMs(recorder, now) / 1000)} will be deleted, here and in storage. The link stops working.
    </Dialog>
  );
}
