/** Text on screen in step with the player; and where in the video the words are that somebody looks for. */
import { use } from "react";

import { TextPanel } from "@/features/guide/components/text-panel";
import { useRetryStages } from "@/features/library/api/retry-stages";
import { usePlayerActions, usePosition } from "@/features/player/lib/use-player";
import { isSearchable } from "@/features/search/api/get-search";
import { FindField } from "@/features/search/components/find-field";
import { FoundList } from "@/features/search/components/found-list";
import { currentHit, nextHit, previousHit } from "@/features/search/current-hit";
import type { Video } from "@/lib/api-types";
import { may } from "@/lib/rights";

import { FindContext } from "./find";

export function TextTab({ video }: { video: Video }) {
  const { seek, position } = usePlayerActions();
  const retry = useRetryStages(video.id);
  const seconds = usePosition(Math.floor);
  const find = use(FindContext);
  const current = usePosition((now) => currentHit(find.hits, now));

  function go(hit: { timestamp: number } | undefined): void {
    if (hit) seek(hit.timestamp);
  }

  return (
    <>
      <FindField
        words={find.words}
        onWords={find.setWords}
        count={find.hits.length}
        current={current}
        onNext={() => go(nextHit(find.hits, position()))}
        onPrevious={() => go(previousHit(find.hits, position()))}
      />
      {isSearchable(find.words) ? (
        <FoundList {...find} current={current} onSeek={seek} />
      ) : (
        <TextPanel
          videoId={video.id}
          stages={video.stages}
          seconds={seconds}
          retrying={retry.isPending}
          onSeek={seek}
          onRetry={may(video, "retry") ? (stage) => retry.mutate([stage]) : null}
        />
      )}
    </>
  );
}
