/** A form of some choices for everybody, with the one button that saves them and what is the matter with them. */
import type { ReactNode, SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { showToast } from "@/components/toast-store";
import { ApiError, describeError, fieldProblems } from "@/lib/api-error";
import type { WorkspaceChange } from "@/lib/api-types";
import { adminWords } from "@/words/admin";
import { commonWords } from "@/words/common";

import { useChangeWorkspace } from "../api/workspace";

interface ChoiceFormProps {
  /** What is to be chosen now. */
  wanted: Partial<WorkspaceChange>;
  ready?: boolean;
  saved?: string;
  children: ReactNode;
}

export function ChoiceForm({ wanted, ready = true, saved = adminWords.saved, children }: ChoiceFormProps) {
  const saving = useChangeWorkspace();

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!saving.isPending && ready) saving.mutate(wanted, { onSuccess: () => showToast(saved) });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {saving.isError && <Notice>{problemOf(saving.error)}</Notice>}
      {children}
      <Button type="submit" kind="primary" busy={saving.isPending} disabled={!ready} className="self-start">
        {commonWords.save}
      </Button>
    </form>
  );
}

function problemOf(error: unknown): string {
  const fields = error instanceof ApiError ? Object.values(fieldProblems(error)) : [];
  return fields.find((text) => text !== undefined) ?? describeError(error);
}

/** What was typed with spaces or commas between. */
export const listed = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);
