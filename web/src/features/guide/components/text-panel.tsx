/** Text on screen: when which words were to be seen; a click seeks. */
import { useQuery } from "@tanstack/react-query";

import { Skeleton } from "@/components/skeleton";
import type { Stage } from "@/lib/api-types";
import { partWords } from "@/words/parts";
import { watchWords } from "@/words/watch";

import { textsQuery } from "../api/get-texts";
import { readingState, TEXT_STAGES } from "../reading-state";
import { LoadFailure } from "./load-failure";
import { ReadingNotice } from "./reading-notice";
import { TextRow } from "./text-row";

interface TextPanelProps {
  videoId: string;
  stages: readonly Stage[];
  /** Whole seconds. */
  seconds: number;
  retrying: boolean;
  onSeek: (seconds: number) => void;
  /** Null where the asker may not. */
  onRetry: ((stage: string) => void) | null;
}

export function TextPanel({ videoId, stages, seconds, retrying, onSeek, onRetry }: TextPanelProps) {
  const texts = useQuery(textsQuery(videoId));

  if (texts.isPending) return <TextSkeleton />;
  if (!texts.data) {
    return (
      <LoadFailure
        title={partWords.textNotLoaded}
        error={texts.error}
        busy={texts.isFetching}
        onRetry={() => void texts.refetch()}
      />
    );
  }
  if (texts.data.length === 0) {
    return (
      <ReadingNotice
        state={readingState(stages, TEXT_STAGES)}
        what={watchWords.textOnScreen}
        none={partWords.noText}
        retrying={retrying}
        onRetry={onRetry}
      />
    );
  }
  return (
    <ol className="px-1 pb-4">
      {texts.data.map((each) => (
        <TextRow
          key={`${each.timestamp}-${each.text}`}
          row={each}
          current={each.timestamp <= seconds + 1 && seconds < each.end}
          onSeek={() => onSeek(each.timestamp)}
        />
      ))}
    </ol>
  );
}

function TextSkeleton() {
  return (
    <div role="status" aria-label={partWords.loadingText} className="flex flex-col gap-4 p-3">
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="flex gap-4 px-2">
          <Skeleton className="h-3.5 w-9" />
          <Skeleton className="h-10 flex-1" />
        </div>
      ))}
    </div>
  );
}
