/** One recording: its picture and state, title, whose and when, how much there is to see. */
import { useState } from "react";

import { Icon } from "@/components/icon";
import { TimeAgo } from "@/components/time-ago";
import { TwoLineName } from "@/components/two-line-name";
import type { VideoItem } from "@/lib/api-types";
import { Link } from "@/lib/router/link";
import { commonWords } from "@/words/common";

import { cardState } from "../card-state";
import { usePreview } from "../use-preview";
import { CardMenu } from "./card-menu";
import { CardPicture } from "./card-picture";
import { DeleteVideoDialog } from "./delete-video-dialog";
import { RenameVideoDialog } from "./rename-video-dialog";

interface VideoCardProps {
  video: VideoItem;
  mine: boolean;
}

export function VideoCard({ video, mine }: VideoCardProps) {
  const [dialog, setDialog] = useState<"rename" | "delete" | null>(null);
  const state = cardState(video);
  const preview = usePreview();
  const { comments, steps } = video.counts;

  return (
    <article className="group relative" data-video-id={video.id} {...preview.handlers}>
      <CardPicture video={video} state={state} moving={preview.shown} />
      <div className="mt-2.5 flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <h2 className="line-clamp-2 text-[14.5px] leading-[1.35] font-[570] wrap-anywhere" title={video.title}>
            <Link to={`/watch/${video.id}`} className="rounded after:absolute after:inset-0 after:rounded-card">
              <TwoLineName name={video.title} />
            </Link>
          </h2>
          <div className="num flex items-center gap-3.5 text-[12.5px] text-muted">
            <span className="min-w-0 flex-1 truncate">
              {mine ? commonWords.you : video.owner.name} · <TimeAgo iso={video.created_at} />
            </span>
            {steps > 0 && (
              <span className="flex shrink-0 items-center gap-[5px]">
                <Icon name="steps" size={15} />
                {commonWords.steps(steps)}
              </span>
            )}
            {comments > 0 && (
              <span className="flex shrink-0 items-center gap-[5px]">
                <Icon name="comment" size={15} />
                <span aria-hidden="true">{comments}</span>
                <span className="sr-only">{commonWords.comments(comments)}</span>
              </span>
            )}
          </div>
        </div>
      </div>
      {mine && (
        <CardMenu
          videoId={video.id}
          title={video.title}
          onRename={() => setDialog("rename")}
          onDelete={() => setDialog("delete")}
        />
      )}
      {dialog === "rename" && (
        <RenameVideoDialog videoId={video.id} title={video.title} onClose={() => setDialog(null)} />
      )}
      {dialog === "delete" && (
        <DeleteVideoDialog videoId={video.id} title={video.title} onClose={() => setDialog(null)} />
      )}
    </article>
  );
}
