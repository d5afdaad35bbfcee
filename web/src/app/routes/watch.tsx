/** /watch/:id : fetches the video and decides which page that makes. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";

import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { videoQuery } from "@/features/player/api/get-video";
import { describeError, hasCode } from "@/lib/api-error";
import type { Playback } from "@/lib/api-types";
import { useDocumentTitle } from "@/lib/use-document-title";

import { PageMessage } from "../shell/page-message";
import { useVideoEvents } from "./watch/use-video-events";
import { WatchPage } from "./watch/watch-page";
import { WatchSkeleton } from "./watch/watch-skeleton";

const LIBRARY_LINK = (
  <Link to="/" className={buttonStyle("primary")}>
    Go to your library
  </Link>
);

export function WatchRoute() {
  const { videoId = "" } = useParams();
  return <Watch key={videoId} videoId={videoId} />;
}

function Watch({ videoId }: { videoId: string }) {
  const video = useQuery(videoQuery(videoId));
  const [deleted, setDeleted] = useState(false);
  const missing = hasCode(video.error, "not_found");
  useVideoEvents(deleted || missing ? null : videoId, () => setDeleted(true));
  useDocumentTitle(video.data?.title ?? "");

  if (deleted) {
    return (
      <PageMessage icon="trash" title="This recording was deleted" action={LIBRARY_LINK}>
        Its owner removed it, with its guide and its comments.
      </PageMessage>
    );
  }
  async function refresh(): Promise<Playback | null> {
    return (await video.refetch()).data?.playback ?? null;
  }

  if (video.data) return <WatchPage video={video.data} onRefresh={refresh} />;
  if (video.isPending) return <WatchSkeleton />;
  if (missing) {
    return (
      <PageMessage icon="search" title="There is no recording here for you" action={LIBRARY_LINK}>
        It was deleted, the link is not complete, or it belongs to somebody who has not shared it with you.
      </PageMessage>
    );
  }
  return (
    <PageMessage
      icon="alert"
      tone="trouble"
      title="The recording could not be loaded"
      action={
        <Button icon="retry" busy={video.isFetching} onClick={() => video.refetch()}>
          Try again
        </Button>
      }
    >
      {describeError(video.error)} The recording itself is safe in storage.
    </PageMessage>
  );
}
