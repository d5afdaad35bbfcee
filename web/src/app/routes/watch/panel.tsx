/** What the chosen tab shows. Its code comes after the player's: nobody reads before they see the video. */
import { CommentList } from "@/features/annotations/components/comment-list";
import { DrawingPreview } from "@/features/drawing/components/drawing-preview";
import { readStrokes } from "@/features/drawing/lib/stroke";
import { ratioOf } from "@/features/search/ratio";
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
          reader={{
            asking: { videoId: video.id, linkToken: viewer.kind === "guest" ? viewer.linkToken : null },
            userId: userIdOf(viewer),
            mayComment: may(video, "comment"),
            mayModerate: may(video, "moderate"),
          }}
          selectedId={selectedComment}
          onSelect={onSelectComment}
          onWrite={onWrite}
          preview={({ type, data }) =>
            type === "drawing" ? <DrawingPreview strokes={readStrokes(data)} ratio={ratioOf(video)} /> : null
          }
        />
      );
  }
}
