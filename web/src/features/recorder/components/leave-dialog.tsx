/** Asks before the recorder is left while it works. */
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { recorderWords } from "@/words/recorder";

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
      title={recording ? recorderWords.leaveAsk : recorderWords.leaveSendingAsk}
      onClose={onStay}
      actions={
        <>
          <Button ref={safe} onClick={onStay}>
            {recorderWords.stay}
          </Button>
          <Button kind="primary" onClick={onLeave}>
            {recording ? recorderWords.stopAndLeave : recorderWords.leave}
          </Button>
        </>
      }
    >
      {recorderWords.leaveKeeps}
    </Dialog>
  );
}
