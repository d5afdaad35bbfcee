/** What the guide and text panels say while there is nothing to show yet, or no more to come. */
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ProgressBar } from "@/components/progress-bar";
import { formatPercent } from "@/lib/format";
import { commonWords } from "@/words/common";
import { partWords } from "@/words/parts";

import type { ReadingState } from "../reading-state";

interface ReadingNoticeProps {
  state: ReadingState;
  /** "The guide", "Text on screen": what is being waited for. */
  what: string;
  /** What was looked for and not found. */
  none: string;
  retrying: boolean;
  /** Null where the asker may not. */
  onRetry: ((stage: string) => void) | null;
}

export function ReadingNotice({ state, what, none, retrying, onRetry }: ReadingNoticeProps) {
  switch (state.kind) {
    case "waiting":
      return (
        <EmptyState compact icon="steps" title={partWords.comesNext(what)}>
          {partWords.writtenOnceSaved}
        </EmptyState>
      );
    case "running":
      return (
        <EmptyState compact icon="text" title={`${state.words}, ${formatPercent(state.progress)}`}>
          <ProgressBar value={state.progress} label={state.words} className="mx-auto mt-3 w-48 rounded-full bg-sunk" />
          <p className="mt-3">{partWords.appearsByItself(what)}</p>
        </EmptyState>
      );
    case "failed":
      return (
        <EmptyState
          compact
          icon="alert"
          tone="trouble"
          title={partWords.couldNotBeMade(what)}
          action={<RetryButton stage={state.retry} busy={retrying} onRetry={onRetry} />}
        >
          {state.reason}
        </EmptyState>
      );
    case "done":
      return (
        <EmptyState compact icon="text" title={none}>
          {partWords.tooLittleText}
        </EmptyState>
      );
  }
}

interface RetryButtonProps {
  /** Null: trying again cannot help. */
  stage: string | null;
  busy: boolean;
  /** Null where the asker may not. */
  onRetry: ((stage: string) => void) | null;
}

function RetryButton({ stage, busy, onRetry }: RetryButtonProps) {
  if (stage === null || onRetry === null) return null;
  return (
    <Button icon="retry" busy={busy} onClick={() => onRetry(stage)}>
      {commonWords.retry}
    </Button>
  );
}
