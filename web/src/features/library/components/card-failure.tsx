/** What failed and why, with Retry. It covers a picture that is not there and spares one that is. */
import { Button } from "@/components/button";
import { Chip } from "@/components/chip";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import { commonWords } from "@/words/common";

import { useRetryStages } from "../api/retry-stages";
import type { CardState } from "../card-state";

interface CardFailureProps {
  videoId: string;
  state: Extract<CardState, { kind: "failed" }>;
  covers: boolean;
}

export function CardFailure({ videoId, state, covers }: CardFailureProps) {
  const retry = useRetryStages(videoId);
  const button = state.retry.length > 0 && (
    <Button
      size="small"
      icon="retry"
      busy={retry.isPending}
      onClick={() =>
        retry.mutate(
          state.retry.map((stage) => stage.name),
          { onError: (error) => showToast(commonWords.notStartedAgain(describeError(error)), "trouble") },
        )
      }
      className="relative z-10"
    >
      {commonWords.retry}
    </Button>
  );

  if (covers) {
    return (
      <div className="absolute inset-0 flex flex-col items-center justify-center gap-2.5 bg-rec-soft px-5 text-center">
        <Chip tone="panel" className="absolute top-2 left-2 text-rec-text!">
          {state.label}
        </Chip>
        <p className="line-clamp-3 text-[13px] text-rec-text" title={state.reason}>
          {state.reason}
        </p>
        {button}
      </div>
    );
  }
  return (
    <>
      <Chip tone="failed" className="absolute top-2 left-2">
        <span title={state.reason}>{state.label}</span>
      </Chip>
      <div className="absolute bottom-2 left-2">{button}</div>
    </>
  );
}
