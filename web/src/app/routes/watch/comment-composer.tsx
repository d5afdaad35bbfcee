/** The comment box at the player's moment. It waits while there is nothing to comment on. */
import type { RefObject } from "react";

import { CommentBox } from "@/features/annotations/components/comment-box";
import { usePlayerActions, usePosition } from "@/features/player/lib/use-player";
import type { User, Video } from "@/lib/api-types";

import { isWatchable } from "./is-watchable";

interface CommentComposerProps {
  video: Video;
  author: User;
  field: RefObject<HTMLTextAreaElement | null>;
  onPosted: (id: number) => void;
}

export function CommentComposer({ video, author, field, onPosted }: CommentComposerProps) {
  const seconds = usePosition(Math.floor);
  const { position } = usePlayerActions();
  if (!isWatchable(video)) return null;
  return (
    <div className="mt-5">
      <CommentBox
        videoId={video.id}
        author={author}
        seconds={seconds}
        position={position}
        field={field}
        onPosted={(comment) => onPosted(comment.id)}
      />
    </div>
  );
}
