/** Asks before a recording is deleted, naming what goes with it. */
import { DeleteDialog } from "@/components/delete-dialog";
import type { MultitrackRecording } from "@/lib/api-types";

import { useDeleteRecording } from "../api/delete-recording";

interface DeleteRecordingDialogProps {
  recording: MultitrackRecording;
  onClose: () => void;
}

export function DeleteRecordingDialog({ recording, onClose }: DeleteRecordingDialogProps) {
  const deletion = useDeleteRecording(recording.session_id);
  return (
    <DeleteDialog title="Delete this recording?" done="Recording deleted" deletion={deletion} onClose={onClose}>
      <span className="font-[550] text-ink">{recording.title}</span>
      {recording.status === "compiled" ? ", both its tracks and its film" : " and both its tracks"} will be gone. This cannot be
      undone.
    </DeleteDialog>
  );
}
