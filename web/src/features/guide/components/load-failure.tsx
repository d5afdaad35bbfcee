/** A panel whose data did not arrive. */
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { describeError } from "@/lib/api-error";
import { commonWords } from "@/words/common";

interface LoadFailureProps {
  title: string;
  error: Error | null;
  busy: boolean;
  onRetry: () => void;
}

export function LoadFailure({ title, error, busy, onRetry }: LoadFailureProps) {
  return (
    <EmptyState
      compact
      icon="alert"
      tone="trouble"
      title={title}
      action={
        <Button icon="retry" busy={busy} onClick={onRetry}>
          {commonWords.tryAgain}
        </Button>
      }
    >
      {describeError(error)}
    </EmptyState>
  );
}
