/** A recording in the trash: it can be put back, or deleted for good. */
import { useState } from "react";

import { Button } from "@/components/button";
import { TimeAgo } from "@/components/time-ago";
import { showToast } from "@/components/toast-store";
import { TwoLineName } from "@/components/two-line-name";
import { describeError } from "@/lib/api-error";
import type { VideoItem } from "@/lib/api-types";
import { commonWords } from "@/words/common";
import { libraryWords } from "@/words/library";

import { useRestoreVideo } from "../api/restore-video";
import { cardState } from "../card-state";
import { CardPicture } from "./card-picture";
import { DeleteForeverDialog } from "./delete-video-dialog";

export function TrashCard({ video }: { video: VideoItem }) {
  const [asking, setAsking] = useState(false);
  const restoring = useRestoreVideo(video.id);
  return (
    <article className="group relative" data-video-id={video.id}>
      <div className="opacity-70">
        <CardPicture video={video} state={cardState(video)} moving={false} />
      </div>
      <h2 className="mt-2.5 line-clamp-2 text-[14.5px] leading-[1.35] font-[570] wrap-anywhere" title={video.title}>
        <TwoLineName name={video.title} />
      </h2>
      <p className="text-[12.5px] text-muted">
        {libraryWords.deletedWhen} <TimeAgo iso={video.trashed_at ?? video.created_at} />
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          size="small"
          icon="retry"
          busy={restoring.isPending}
          onClick={() =>
            restoring.mutate(undefined, {
              onSuccess: () => showToast(libraryWords.restored),
              onError: (error) => showToast(libraryWords.notRestored(describeError(error)), "trouble"),
            })
          }
        >
          {libraryWords.restore}
        </Button>
        <Button size="small" kind="ghost" icon="trash" onClick={() => setAsking(true)}>
          {commonWords.delete}
        </Button>
      </div>
      {asking && <DeleteForeverDialog videoId={video.id} title={video.title} onClose={() => setAsking(false)} />}
    </article>
  );
}
