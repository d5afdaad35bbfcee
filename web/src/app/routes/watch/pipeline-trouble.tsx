/** Below everything that plays: which step of the processing failed, why, and Retry. */
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { useRetryStages } from "@/features/library/api/retry-stages";
import { describeError, describeFault } from "@/lib/api-error";
import type { Video } from "@/lib/api-types";
import { may } from "@/lib/rights";
import { failedStages, failedWords, retriableStages, stillWords } from "@/lib/stages";
import { commonWords } from "@/words/common";

import { isWatchable } from "./is-watchable";

export function PipelineTrouble({ video }: { video: Video }) {
  const retry = useRetryStages(video.id);
  const failed = failedStages(video.stages);
  const [first] = failed;
  const again = retriableStages(video.stages);
  if (!first || !isWatchable(video) || !may(video, "retry")) return null;
  return (
    <div className="mt-4">
      <Notice
        tone="warning"
        action={
          again.length > 0 && (
            <Button
              size="small"
              icon="retry"
              busy={retry.isPending}
              onClick={() => retry.mutate(again.map((stage) => stage.name))}
            >
              {commonWords.retry}
            </Button>
          )
        }
      >
        <span className="font-[570]">{failed.map(({ name }) => failedWords(name)).join(", ")}.</span> {first.error && describeFault(first.error)} {stillWords(first.name)}
        {retry.isError && <span className="block">{commonWords.notStartedAgain(describeError(retry.error))}</span>}
      </Notice>
    </div>
  );
}
