/** Asks before what an earlier visit left behind is thrown away. */
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { commonWords } from "@/words/common";
import { recorderWords } from "@/words/recorder";

import { useFocusOnce } from "../controls/use-focus-once";

interface DiscardKeptDialogProps {
  /** What the server has of it goes as well. */
  everything: boolean;
  onKeep: () => void;
  onDiscard: () => void;
}

export function DiscardKeptDialog({ everything, onKeep, onDiscard }: DiscardKeptDialogProps) {
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
      {everything ? recorderWords.discardEverything : recorderWords.discardHere}
    </Dialog>
  );
}
