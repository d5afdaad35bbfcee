/** A new title for a recording. */
import { useId, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { describeError } from "@/lib/api-error";
import { commonWords } from "@/words/common";
import { libraryWords } from "@/words/library";

import { MAX_TITLE_LENGTH, useRenameVideo } from "../api/rename-video";

interface RenameVideoDialogProps {
  videoId: string;
  title: string;
  onClose: () => void;
}

export function RenameVideoDialog({ videoId, title, onClose }: RenameVideoDialogProps) {
  const renaming = useRenameVideo(videoId);
  const formId = useId();

  function submit(event: SyntheticEvent<HTMLFormElement>): void {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("title");
    const next = typeof typed === "string" ? typed.trim() : "";
    if (next === "" || next === title) return onClose();
    renaming.mutate(next, { onSuccess: onClose });
  }

  return (
    <Dialog
      title={libraryWords.rename}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button type="submit" form={formId} kind="primary" busy={renaming.isPending}>
            {commonWords.save}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field
          label={commonWords.title}
          name="title"
          defaultValue={title}
          maxLength={MAX_TITLE_LENGTH}
          autoComplete="off"
          autoFocus
          onFocus={(event) => event.target.select()}
          problem={renaming.isError ? libraryWords.notSaved(describeError(renaming.error)) : undefined}
        />
      </form>
    </Dialog>
  );
}
