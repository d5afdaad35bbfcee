/** Asks before a recording is deleted, naming what goes with it. */
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Notice } from "@/components/notice";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";

import { useDeleteVideo } from "../api/delete-video";

interface DeleteVideoDialogProps {
  videoId: string;
  title: string;
  onClose: () => void;
  onDeleted?: () => void;
}

export function DeleteVideoDialog({ videoId, title, onClose, onDeleted }: DeleteVideoDialogProps) {
  const deletion = useDeleteVideo(videoId);

  function confirm(): void {
    deletion.mutate(undefined, {
      onSuccess: () => {
        showToast("Recording deleted");
        onClose();
        onDeleted?.();
      },
    });
  }

  return (
    <Dialog
      title="Delete this recording?"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button kind="danger" icon="trash" busy={deletion.isPending} onClick={confirm}>
            Delete
          </Button>
        </>
      }
    >
      <p>
        <span className="font-[550] text-ink">{title}</span>, its guide and its comments will be gone for everybody. This
        cannot be undone.
      </p>
      {deletion.isError && (
        <div className="mt-3">
          <Notice>Not deleted. {describeError(deletion.error)}</Notice>
        </div>
      )}
    </Dialog>
  );
}
