/** Asks before a session is deleted, naming what goes with it. */
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Notice } from "@/components/notice";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";

import { useDeleteSession } from "../api/delete-session";
import type { Session } from "../session";

interface DeleteSessionDialogProps {
  session: Session;
  onClose: () => void;
}

export function DeleteSessionDialog({ session, onClose }: DeleteSessionDialogProps) {
  const deletion = useDeleteSession(session.session_id);

  function confirm(): void {
    deletion.mutate(undefined, {
      onSuccess: () => {
        showToast("Session deleted");
        onClose();
      },
    });
  }

  return (
    <Dialog
      title="Delete this session?"
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
        <span className="font-[550] text-ink">{session.title}</span>
        {session.status === "compiled" ? ", both its tracks and its film" : " and both its tracks"} will be gone. This cannot be
        undone.
      </p>
      {deletion.isError && (
        <div className="mt-3">
          <Notice>Not deleted. {describeError(deletion.error)}</Notice>
        </div>
      )}
    </Dialog>
  );
}
