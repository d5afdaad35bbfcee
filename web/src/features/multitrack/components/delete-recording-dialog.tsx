/** Asks before a session is deleted, naming what goes with it. */
import { DeleteDialog } from "@/components/delete-dialog";

import { useDeleteSession } from "../api/delete-recording";
import type { Session } from "../session";

interface DeleteSessionDialogProps {
  session: Session;
  onClose: () => void;
}

export function DeleteSessionDialog({ session, onClose }: DeleteSessionDialogProps) {
  const deletion = useDeleteSession(session.session_id);
  return (
    <DeleteDialog title="Delete this session?" done="Session deleted" deletion={deletion} onClose={onClose}>
      <span className="font-[550] text-ink">{session.title}</span>
      {session.status === "compiled" ? ", both its tracks and its film" : " and both its tracks"} will be gone. This cannot be
      undone.
    </DeleteDialog>
  );
}
