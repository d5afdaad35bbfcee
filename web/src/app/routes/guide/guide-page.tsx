/** The reading page: the guide, and what can be done with it. */
import { Suspense, useState } from "react";

import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { CopyLinkButton } from "@/components/copy-link-button";
import { Icon } from "@/components/icon";
import { lazily } from "@/components/lazily";
import { ExportMenu } from "@/features/guide/components/export-menu";
import { ReadingView } from "@/features/guide/components/reading-view";
import { ratioOf } from "@/features/search/ratio";
import type { Video } from "@/lib/api-types";
import { formatClock, formatDay } from "@/lib/format";
import { may } from "@/lib/rights";
import { Link } from "@/lib/router/link";
import { commonWords } from "@/words/common";
import { guideWords } from "@/words/guide";

import type { Viewer } from "../../viewer";

const SecretsFound = lazily(async () => (await import("@/features/redaction/components/secrets-found")).SecretsFound);
const ShareDialog = lazily(async () => (await import("@/features/sharing/components/share-dialog")).ShareDialog);

interface GuidePageProps {
  video: Video;
  viewer: Viewer;
}

export function GuidePage({ video, viewer }: GuidePageProps) {
  const [sharing, setSharing] = useState(false);
  const watch = viewer.kind === "guest" ? `/s/${viewer.linkToken}` : `/watch/${video.id}`;
  return (
    <ReadingView
      videoId={video.id}
      title={video.title}
      about={guideWords.recordedOn(formatDay(video.created_at))}
      length={video.duration === null ? null : formatClock(video.duration)}
      ratio={ratioOf(video)}
      stages={video.stages}
      watchAt={(seconds) => `${watch}?t=${seconds.toFixed(1)}`}
    >
      <Link to={watch} className={buttonStyle("plain")}>
        <Icon name="play" size={14} />
        {guideWords.watchInstead}
      </Link>
      <span className="grow text-[12.5px] text-muted max-sm:hidden">{guideWords.orPressTime}</span>
      {may(video, "download") && <ExportMenu videoId={video.id} />}
      {may(video, "share") && (
        <Button icon="people" onClick={() => setSharing(true)}>
          {commonWords.share}
        </Button>
      )}
      {viewer.kind === "person" && (
        <CopyLinkButton videoId={video.id} mayShare={may(video, "share")} page="guide" />
      )}
      {sharing && (
        <Suspense>
          <ShareDialog
            videoId={video.id}
            title={video.title}
            ownerId={video.owner.id}
            position={0}
            before={may(video, "redact") && <SecretsFound videoId={video.id} />}
            onClose={() => setSharing(false)}
          />
        </Suspense>
      )}
    </ReadingView>
  );
}
