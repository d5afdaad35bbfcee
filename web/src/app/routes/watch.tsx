/** /watch/:id : fetches the video and decides which page that makes. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { videoQuery } from "@/features/player/api/get-video";
import { describeError, hasCode } from "@/lib/api-error";
import type { Playback } from "@/lib/api-types";
import { Link } from "@/lib/router/link";
import { useParams } from "@/lib/router/use-router";
import { useDocumentTitle } from "@/lib/use-document-title";
import { commonWords } from "@/words/common";
import { watchWords } from "@/words/watch";

import { PageMessage } from "../shell/page-message";
import { useSignIn } from "../sign-in-context";
import { useVideoEvents } from "./watch/use-video-events";
import { WatchPage } from "./watch/watch-page";
import { WatchSkeleton } from "./watch/watch-skeleton";

function LibraryLink() {
  return (
    <Link to="/" className={buttonStyle("primary")}>
      {commonWords.goToLibrary}
    </Link>
  );
}

export function WatchRoute() {
  const { videoId = "" } = useParams();
  return <Watch key={videoId} videoId={videoId} />;
}

function Watch({ videoId }: { videoId: string }) {
  const { user } = useSignIn();
  const video = useQuery(videoQuery(videoId));
  const [deleted, setDeleted] = useState(false);
  const missing = hasCode(video.error, "not_found");
  useVideoEvents(deleted || missing ? null : videoId, () => setDeleted(true));
  useDocumentTitle(video.data?.title ?? "");

  if (deleted) {
    return (
      <PageMessage icon="trash" title={watchWords.wasDeleted} action={<LibraryLink />}>
        {watchWords.ownerRemoved}
      </PageMessage>
    );
  }
  async function refresh(): Promise<Playback | null> {
    return (await video.refetch()).data?.playback ?? null;
  }

  if (video.data) return <WatchPage video={video.data} viewer={{ kind: "person", user }} onRefresh={refresh} />;
  if (video.isPending) return <WatchSkeleton />;
  if (missing) {
    return (
      <PageMessage icon="search" title={watchWords.notForYou} action={<LibraryLink />}>
        {watchWords.notForYouWhy}
      </PageMessage>
    );
  }
  return (
    <PageMessage
      icon="alert"
      tone="trouble"
      title={watchWords.notLoaded}
      action={
        <Button icon="retry" busy={video.isFetching} onClick={() => video.refetch()}>
          {commonWords.tryAgain}
        </Button>
      }
    >
      {watchWords.safeInStorage(describeError(video.error))}
    </PageMessage>
  );
}
