/** Text on screen in step with the player. */
import { TextPanel } from "@/features/guide/components/text-panel";
import { useRetryStages } from "@/features/library/api/retry-stages";
import { usePlayerActions, usePosition } from "@/features/player/lib/use-player";
import type { Video } from "@/lib/api-types";
import { may } from "@/lib/rights";

export function TextTab({ video }: { video: Video }) {
  const { seek } = usePlayerActions();
  const retry = useRetryStages(video.id);
  const seconds = usePosition(Math.floor);
  return (
    <TextPanel
      videoId={video.id}
      stages={video.stages}
      seconds={seconds}
      retrying={retry.isPending}
      onSeek={seek}
      onRetry={may(video, "retry") ? (stage) => retry.mutate([stage]) : null}
    />
  );
}
