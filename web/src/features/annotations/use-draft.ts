/** The comment being written about a video; it is there again when the page is opened anew. */
import { useState } from "react";

import { dropDraft, findDraft, keepDraft } from "./drafts";

export interface Draft {
  text: string;
  /** The moment it is about, in seconds; null while nothing is written. */
  pinned: number | null;
}

export const NOTHING: Draft = { text: "", pinned: null };

/** For one person and video as long as it is used. `write(NOTHING)` forgets what was kept, once it is sent as well. */
export function useDraft(userId: string, videoId: string): [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState<Draft>(() => findDraft(userId, videoId) ?? NOTHING);

  function write({ text, pinned }: Draft): void {
    setDraft({ text, pinned });
    if (pinned === null) dropDraft(userId, videoId);
    else keepDraft(userId, videoId, { text, pinned });
  }

  return [draft, write];
}
