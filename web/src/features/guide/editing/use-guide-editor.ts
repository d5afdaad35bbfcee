/** Editing one guide: changes go out at once, and can be undone and redone as long as the editor is open. */
import { useState } from "react";

import { ApiError, describeError, hasCode } from "@/lib/api-error";
import type { GuideOperation } from "@/lib/api-types";
import { editingWords } from "@/words/editing";

import { useChangeGuide, type EditingGuest } from "../api/edit-guide";

export interface GuideEditor {
  /** Resolves to whether it was saved. */
  edit: (...operations: GuideOperation[]) => Promise<boolean>;
  undo: () => void;
  redo: () => void;
  goBack: (version: number) => void;
  canUndo: boolean;
  canRedo: boolean;
  saving: boolean;
  /** Why the last change was not made; null where it was. */
  trouble: string | null;
}

interface Done {
  /** Versions that were made here and are not undone, and those that undid some. */
  undo: number[];
  redo: number[];
}

/** `guest` is null for people with an account. */
export function useGuideEditor(videoId: string, guest: EditingGuest | null): GuideEditor {
  const change = useChangeGuide(videoId, guest);
  const [done, setDone] = useState<Done>({ undo: [], redo: [] });

  async function edit(...operations: GuideOperation[]): Promise<boolean> {
    try {
      const { made } = await change.mutateAsync({ operations });
      if (made !== null) setDone(({ undo }) => ({ undo: [...undo, made], redo: [] }));
      return true;
    } catch {
      return false;
    }
  }

  function turn(from: "undo" | "redo", to: "undo" | "redo"): void {
    const version = done[from].at(-1);
    if (version === undefined || change.isPending) return;
    change.mutate(
      { version, only: true },
      {
        onSuccess: ({ made }) =>
          setDone((now) => ({ ...now, [from]: now[from].slice(0, -1), [to]: made === null ? now[to] : [...now[to], made] })),
        // What others have changed since is not undone from here; the history is there for that.
        onError: (error) => {
          if (hasCode(error, "changed_since", "version_forgotten")) setDone((now) => ({ ...now, [from]: now[from].slice(0, -1) }));
        },
      },
    );
  }

  function goBack(version: number): void {
    change.mutate(
      { version, only: false },
      { onSuccess: ({ made }) => setDone(({ undo }) => ({ undo: made === null ? undo : [...undo, made], redo: [] })) },
    );
  }

  return {
    edit,
    undo: () => turn("undo", "redo"),
    redo: () => turn("redo", "undo"),
    goBack,
    canUndo: done.undo.length > 0,
    canRedo: done.redo.length > 0,
    saving: change.isPending,
    trouble: change.error ? describeTrouble(change.error) : null,
  };
}

function describeTrouble(error: Error): string {
  if (!hasCode(error, "guide_changed")) return editingWords.notSaved(describeError(error));
  const by = error instanceof ApiError && Array.isArray(error.details.by) ? error.details.by.map(String) : [];
  return by.length > 0 ? editingWords.changedBy(by.join(editingWords.and)) : editingWords.changedByReading;
}
