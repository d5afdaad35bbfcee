/** What the chosen tab shows. Its code comes after the player's: nobody reads before they see the video. */
import { Suspense } from "react";

import { lazily } from "@/components/lazily";
import { CommentList } from "@/features/annotations/components/comment-list";
import { DrawingPreview } from "@/features/drawing/components/drawing-preview";
import { readStrokes } from "@/features/drawing/lib/stroke";
import { ratioOf } from "@/features/search/ratio";
import type { Annotation, Video } from "@/lib/api-types";
import { may } from "@/lib/rights";

import { userIdOf, type Viewer } from "../../viewer";
import { GuideTab } from "./guide-tab";
import type { PanelTab } from "./panel-tabs";
import { TextTab } from "./text-tab";

const VoicePlayer = lazily(async () => (await import("@/features/voice/components/voice-player")).VoicePlayer);

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
          maySave={may(video, "download")}
          selectedId={selectedComment}
          onSelect={onSelectComment}
          onWrite={onWrite}
          preview={(said) => <Shown said={said} ratio={ratioOf(video)} />}
        />
      );
  }
}

/** What was drawn, small; what was said aloud, to be heard. */
function Shown({ said, ratio }: { said: Annotation; ratio: number }) {
  if (said.type === "drawing") return <DrawingPreview strokes={readStrokes(said.data)} ratio={ratio} />;
  if (said.type !== "voice_over") return null;
  return (
    <Suspense fallback={<div className="mt-2 h-[46px]" />}>
      <VoicePlayer annotation={said} />
    </Suspense>
  );
}
