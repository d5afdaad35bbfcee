/** The comment box at the player's moment. Its code comes after the player's. */
import type { RefObject } from "react";

import { CommentBox } from "@/features/annotations/components/comment-box";
import { GuestCommentBox } from "@/features/annotations/components/guest-comment-box";
import { WaitingList } from "@/features/annotations/components/waiting-list";
import { usePlayerActions, usePosition } from "@/features/player/lib/use-player";
import { voices } from "@/features/voice/lib/voices";
import type { Video } from "@/lib/api-types";

import { speakerOf, type Viewer } from "../../viewer";

interface CommentComposerProps {
  video: Video;
  viewer: Viewer;
  field: RefObject<HTMLTextAreaElement | null>;
  onDraw: () => void;
  onPosted: (id: number) => void;
}

export function CommentComposer({ video, viewer, field, onDraw, onPosted }: CommentComposerProps) {
  const seconds = usePosition(Math.floor);
  const { position } = usePlayerActions();
  const box = { videoId: video.id, seconds, position, field, onDraw, onPosted: (comment: { id: number }) => onPosted(comment.id) };
  return (
    <div className="mt-5">
      {viewer.kind === "person" ? (
        <CommentBox {...box} onSpeak={voices.speak} author={viewer.user} />
      ) : (
        <GuestCommentBox {...box} linkToken={viewer.linkToken} />
      )}
      <WaitingList speaker={speakerOf(video.id, viewer)} />
    </div>
  );
}
