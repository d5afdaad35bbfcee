/** A recording's title for who may change it: by a click. Enter saves, Escape leaves it as it was. */
import { useState, type KeyboardEvent } from "react";

import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import { commonWords } from "@/words/common";

import { MAX_TITLE_LENGTH, useRenameVideo } from "../api/rename-video";

const LOOK = "-mx-2 block w-[calc(100%+16px)] rounded-lg border px-2 text-left text-[22px] leading-8 font-[650] tracking-[-0.02em]";

interface EditableTitleProps {
  videoId: string;
  title: string;
}

export function EditableTitle({ videoId, title }: EditableTitleProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const renaming = useRenameVideo(videoId);
  const shown = renaming.isPending ? renaming.variables : title;

  function save(): void {
    const next = draft?.trim() ?? "";
    setDraft(null);
    if (next === "" || next === title) return;
    renaming.mutate(next, {
      onError: (error) => showToast(commonWords.titleNotSaved(describeError(error)), "trouble"),
    });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Enter") event.currentTarget.blur();
    if (event.key === "Escape") setDraft(null);
  }

  if (draft !== null) {
    return (
      <input
        value={draft}
        maxLength={MAX_TITLE_LENGTH}
        aria-label={commonWords.title}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
        onKeyDown={onKeyDown}
        className={`${LOOK} border-accent bg-panel focus:outline-none`}
      />
    );
  }
  return (
    <h1 className="min-w-0">
      <button
        type="button"
        title={commonWords.changeTitle}
        onClick={() => setDraft(title)}
        className={`${LOOK} line-clamp-2 cursor-text border-transparent hover:border-line hover:bg-panel`}
      >
        {shown}
      </button>
    </h1>
  );
}
