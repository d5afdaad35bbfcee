/** Asks before something is deleted, naming what goes with it. */
import type { ReactNode } from "react";

import { describeError } from "@/lib/api-error";
import { commonWords } from "@/words/common";

import { Button } from "./button";
import { Dialog } from "./dialog";
import { Notice } from "./notice";
import { showToast } from "./toast-store";

interface Deletion {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  mutate: (variables: undefined, options: { onSuccess: () => void }) => void;
}

interface DeleteDialogProps {
  title: string;
  /** Said once it is gone. */
  done: string;
  deletion: Deletion;
  onClose: () => void;
  onDeleted?: (() => void) | undefined;
  children: ReactNode;
}

export function DeleteDialog({ title, done, deletion, onClose, onDeleted, children }: DeleteDialogProps) {
  function confirm(): void {
    deletion.mutate(undefined, {
      onSuccess: () => {
        showToast(done);
        onClose();
        onDeleted?.();
      },
    });
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.keepIt}</Button>
          <Button kind="danger" icon="trash" busy={deletion.isPending} onClick={confirm}>
            {commonWords.delete}
          </Button>
        </>
      }
    >
      <p>{children}</p>
      {deletion.isError && (
        <div className="mt-3">
          <Notice>{commonWords.notDeleted(describeError(deletion.error))}</Notice>
        </div>
      )}
    </Dialog>
  );
}
