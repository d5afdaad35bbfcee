/** Asks before what an earlier visit left behind is thrown away. */
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";

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
      {everything
        ? "It will be deleted, here and in storage. The link stops working."
        : "What is on this device will be deleted. The recording in your library stays."}
    </Dialog>
  );
}
