/** Asks before an account is shut, and says what that means. */
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Notice } from "@/components/notice";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { PersonListed } from "@/lib/api-types";
import { adminWords } from "@/words/admin";
import { commonWords } from "@/words/common";

import { useChangePerson } from "../api/people";

interface DisableDialogProps {
  person: PersonListed;
  onClose: () => void;
}

export function DisableDialog({ person, onClose }: DisableDialogProps) {
  const changing = useChangePerson(person.id);

  function shut(): void {
    changing.mutate(
      { disabled: true },
      {
        onSuccess: () => {
          showToast(adminWords.disabledDone(person.name));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      title={adminWords.disableTitle(person.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button kind="danger" icon="lock" busy={changing.isPending} onClick={shut}>
            {adminWords.disable}
          </Button>
        </>
      }
    >
      <p>{adminWords.disableWhy}</p>
      {changing.isError && (
        <div className="mt-3">
          <Notice>{adminWords.notChanged(describeError(changing.error))}</Notice>
        </div>
      )}
    </Dialog>
  );
}
