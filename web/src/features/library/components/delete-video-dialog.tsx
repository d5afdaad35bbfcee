/** Asks before a recording goes to the trash, and before it goes for good, naming what goes with it. */
import { DeleteDialog } from "@/components/delete-dialog";
import { libraryWords } from "@/words/library";

import { useDeleteVideo } from "../api/delete-video";

interface DeleteVideoDialogProps {
  videoId: string;
  title: string;
  onClose: () => void;
  onDeleted?: () => void;
}

export function DeleteVideoDialog({ videoId, title, onClose, onDeleted }: DeleteVideoDialogProps) {
  const deletion = useDeleteVideo(videoId);
  return (
    <DeleteDialog
      title={libraryWords.deleteAsk}
      done={libraryWords.deleted}
      deletion={deletion}
      onClose={onClose}
      onDeleted={onDeleted}
    >
      <span className="font-[550] text-ink">{title}</span>
      {libraryWords.deleteWhat}
    </DeleteDialog>
  );
}

export function DeleteForeverDialog({ videoId, title, onClose }: DeleteVideoDialogProps) {
  const deletion = useDeleteVideo(videoId, true);
  return (
    <DeleteDialog title={libraryWords.deleteForeverAsk} done={libraryWords.deletedForever} deletion={deletion} onClose={onClose}>
      <span className="font-[550] text-ink">{title}</span>
      {libraryWords.deleteForeverWhat}
    </DeleteDialog>
  );
}
