/** Asks before the recorder is left while it works. */
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";

import { useFocusOnce } from "../controls/use-focus-once";

interface LeaveDialogProps {
  recording: boolean;
  onStay: () => void;
  onLeave: () => void;
}

export function LeaveDialog({ recording, onStay, onLeave }: LeaveDialogProps) {
  const safe = useFocusOnce();
  return (
    <Dialog
      title={recording ? "Stop recording and leave?" : "Leave while it is being sent?"}
      onClose={onStay}
      actions={
        <>
          <Button ref={safe} onClick={onStay}>
            Stay
          </Button>
          <Button kind="primary" onClick={onLeave}>
            {recording ? "Stop and leave" : "Leave"}
          </Button>
        </>
      }
    >
      What was recorded is kept and goes on being sent while VideoFlow stays open in this tab.
    </Dialog>
  );
}
