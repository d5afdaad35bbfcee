/** The guide in step with the player. */
import { useQuery } from "@tanstack/react-query";

import { documentQuery } from "@/features/guide/api/get-document";
import { GuidePanel } from "@/features/guide/components/guide-panel";
import { useRetryStages } from "@/features/library/api/retry-stages";
import { usePlayerActions, usePosition } from "@/features/player/lib/use-player";
import type { Video } from "@/lib/api-types";
import { indexAt } from "@/lib/index-at";
import { may } from "@/lib/rights";

import type { Viewer } from "../../viewer";

export function GuideTab({ video, viewer }: { video: Video; viewer: Viewer }) {
  const guide = useQuery(documentQuery(video.id));
  const { seek } = usePlayerActions();
  const retry = useRetryStages(video.id);
  const currentIndex = usePosition((seconds) => indexAt(guide.data?.steps ?? [], seconds));
  return (
    <GuidePanel
      videoId={video.id}
      stages={video.stages}
      currentIndex={currentIndex}
      retrying={retry.isPending}
      readAt={viewer.kind === "guest" ? `/guide/${viewer.linkToken}` : `/watch/${video.id}/guide`}
      onSeek={(step) => seek(step.timestamp)}
      onRetry={may(video, "retry") ? (stage) => retry.mutate([stage]) : null}
    />
  );
}
