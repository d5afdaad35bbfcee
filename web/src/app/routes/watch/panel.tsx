/** What the chosen tab shows. Its code comes after the player's: nobody reads before they see the video. */
import { CommentList } from "@/features/annotations/components/comment-list";
import type { Video } from "@/lib/api-types";

import { GuideTab } from "./guide-tab";
import type { PanelTab } from "./panel-tabs";
import { TextTab } from "./text-tab";

export interface PanelProps {
  tab: PanelTab;
  video: Video;
  userId: string;
  selectedComment: number | null;
  onSelectComment: (id: number, timestamp: number) => void;
  onWrite: () => void;
}

export function Panel({ tab, video, userId, selectedComment, onSelectComment, onWrite }: PanelProps) {
  switch (tab) {
    case "guide":
      return <GuideTab video={video} />;
    case "text":
      return <TextTab video={video} />;
    case "comments":
      return (
        <CommentList
          videoId={video.id}
          userId={userId}
          ownsVideo={video.owner.id === userId}
          selectedId={selectedComment}
          onSelect={onSelectComment}
          onWrite={onWrite}
        />
      );
  }
}
