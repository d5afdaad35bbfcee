/** Asks before a running recording is left by a link. */
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { multitrackWords } from "@/words/multitrack";

interface LeaveDialogProps {
  onStay: () => void;
  onLeave: () => void;
}

export function LeaveDialog({ onStay, onLeave }: LeaveDialogProps) {
  return (
    <Dialog
      title={multitrackWords.leaveAsk}
      onClose={onStay}
      actions={
        <>
          <Button onClick={onStay}>{multitrackWords.goOn}</Button>
          <Button kind="danger" onClick={onLeave}>
            {multitrackWords.stopAndLeave}
          </Button>
        </>
      }
    >
      {multitrackWords.leaveLoses}
    </Dialog>
  );
}
