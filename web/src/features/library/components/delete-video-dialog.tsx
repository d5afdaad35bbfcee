/** Asks before a recording is deleted, naming what goes with it. */
import { DeleteDialog } from "@/components/delete-dialog";

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
      title="Delete this recording?"
      done="Recording deleted"
      deletion={deletion}
      onClose={onClose}
      onDeleted={onDeleted}
    >
      <span className="font-[550] text-ink">{title}</span>, its guide and its comments will be gone for everybody. This
      cannot be undone.
    </DeleteDialog>
  );
}
