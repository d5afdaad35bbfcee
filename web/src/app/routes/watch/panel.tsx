/** What the chosen tab shows. Its code comes after the player's: nobody reads before they see the video. */
import { CommentList } from "@/features/annotations/components/comment-list";
import type { Video } from "@/lib/api-types";
import { may } from "@/lib/rights";

import { userIdOf, type Viewer } from "../../viewer";
import { GuideTab } from "./guide-tab";
import type { PanelTab } from "./panel-tabs";
import { TextTab } from "./text-tab";

export interface PanelProps {
  tab: PanelTab;
  video: Video;
  viewer: Viewer;
  selectedComment: number | null;
  onSelectComment: (id: number, timestamp: number) => void;
  onWrite: () => void;
}

export function Panel({ tab, video, viewer, selectedComment, onSelectComment, onWrite }: PanelProps) {
  switch (tab) {
    case "guide":
      return <GuideTab video={video} viewer={viewer} />;
    case "text":
      return <TextTab video={video} />;
    case "comments":
      return (
        <CommentList
          videoId={video.id}
          userId={userIdOf(viewer)}
          mayComment={may(video, "comment")}
          mayRemoveAll={may(video, "moderate")}
          selectedId={selectedComment}
          onSelect={onSelectComment}
          onWrite={onWrite}
        />
      );
  }
}
