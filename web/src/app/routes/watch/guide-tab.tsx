/** The guide in step with the player; who may change the video edits it in place. */
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";

import { Button } from "@/components/button";
import { lazily } from "@/components/lazily";
import { Skeleton } from "@/components/skeleton";
import { findGuestName, keepGuestName } from "@/features/annotations/guest-name";
import { documentQuery } from "@/features/guide/api/get-document";
import { GuidePanel } from "@/features/guide/components/guide-panel";
import { useRetryStages } from "@/features/library/api/retry-stages";
import { usePlayerActions, usePosition } from "@/features/player/lib/use-player";
import type { Video } from "@/lib/api-types";
import { indexAt } from "@/lib/index-at";
import { may } from "@/lib/rights";
import { partWords } from "@/words/parts";

import type { Viewer } from "../../viewer";

const GuideEditor = lazily(async () => (await import("@/features/guide/editing/components/guide-editor")).GuideEditor);

export function GuideTab({ video, viewer }: { video: Video; viewer: Viewer }) {
  const guide = useQuery(documentQuery(video.id));
  const { seek, position } = usePlayerActions();
  const retry = useRetryStages(video.id);
  const [editing, setEditing] = useState(false);
  const currentIndex = usePosition((seconds) => indexAt(guide.data?.steps ?? [], seconds));
  const isWritten = guide.data !== undefined && guide.data.state !== "pending" && guide.data.state !== "running";

  if (editing) {
    return (
      <Suspense fallback={<Skeleton className="m-4 h-40 rounded-card" />}>
        <GuideEditor
          videoId={video.id}
          position={position}
          guest={viewer.kind === "guest" ? { linkToken: viewer.linkToken, name: findGuestName(), onName: keepGuestName } : null}
          onSeek={seek}
          onDone={() => setEditing(false)}
        />
      </Suspense>
    );
  }
  return (
    <>
      {isWritten && may(video, "edit") && (
        <div className="flex justify-end px-4 pt-3">
          <Button size="small" icon="pencil" onClick={() => setEditing(true)}>
            {partWords.editGuide}
          </Button>
        </div>
      )}
      <GuidePanel
        videoId={video.id}
        stages={video.stages}
        currentIndex={currentIndex}
        retrying={retry.isPending}
        readAt={viewer.kind === "guest" ? `/guide/${viewer.linkToken}` : `/watch/${video.id}/guide`}
        onSeek={(step) => seek(step.timestamp)}
        onRetry={may(video, "retry") ? (stage) => retry.mutate([stage]) : null}
      />
    </>
  );
}
