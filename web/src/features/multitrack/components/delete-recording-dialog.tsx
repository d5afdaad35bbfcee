/** Asks before a recording is deleted, naming what goes with it. */
import { DeleteDialog } from "@/components/delete-dialog";
import type { MultitrackRecording } from "@/lib/api-types";
import { multitrackWords } from "@/words/multitrack";

import { useDeleteRecording } from "../api/delete-recording";

interface DeleteRecordingDialogProps {
  recording: MultitrackRecording;
  onClose: () => void;
}

export function DeleteRecordingDialog({ recording, onClose }: DeleteRecordingDialogProps) {
  const deletion = useDeleteRecording(recording.session_id);
  return (
    <DeleteDialog title={multitrackWords.deleteAsk} done={multitrackWords.deleted} deletion={deletion} onClose={onClose}>
      <span className="font-[550] text-ink">{recording.title}</span>
      {recording.status === "compiled" ? multitrackWords.deleteTracksAndFilm : multitrackWords.deleteTracks}
    </DeleteDialog>
  );
}
