/** Asks before a running recording is left by a link. */
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";

interface LeaveDialogProps {
  onStay: () => void;
  onLeave: () => void;
}

export function LeaveDialog({ onStay, onLeave }: LeaveDialogProps) {
  return (
    <Dialog
      title="Stop recording and leave?"
      onClose={onStay}
      actions={
        <>
          <Button onClick={onStay}>Go on recording</Button>
          <Button kind="danger" onClick={onLeave}>
            Stop and leave
          </Button>
        </>
      }
    >
      What reached storage is kept. Seconds that are still on this device are lost.
    </Dialog>
  );
}
