/** /watch/:id/guide : the guide as a page, for people who may see the video. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { videoQuery } from "@/features/player/api/get-video";
import { describeError, hasCode } from "@/lib/api-error";
import { Link } from "@/lib/router/link";
import { useParams } from "@/lib/router/use-router";
import { useDocumentTitle } from "@/lib/use-document-title";
import { commonWords } from "@/words/common";
import { watchWords } from "@/words/watch";

import { PageMessage } from "../shell/page-message";
import { useSignIn } from "../sign-in-context";
import { GuidePage } from "./guide/guide-page";
import { GuideSkeleton } from "./guide/guide-skeleton";
import { useVideoEvents } from "./watch/use-video-events";

export function GuideRoute() {
  const { videoId = "" } = useParams();
  return <Guide key={videoId} videoId={videoId} />;
}

function Guide({ videoId }: { videoId: string }) {
  const { user } = useSignIn();
  const video = useQuery(videoQuery(videoId));
  const [deleted, setDeleted] = useState(false);
  const missing = hasCode(video.error, "not_found");
  useVideoEvents(deleted || missing ? null : videoId, () => setDeleted(true));
  useDocumentTitle(video.data?.title ?? "");

  if (deleted || missing) {
    return (
      <PageMessage
        icon={deleted ? "trash" : "search"}
        title={deleted ? watchWords.wasDeleted : watchWords.notForYou}
        action={
          <Link to="/" className={buttonStyle("primary")}>
            {commonWords.goToLibrary}
          </Link>
        }
      >
        {deleted ? watchWords.ownerRemoved : watchWords.notForYouWhy}
      </PageMessage>
    );
  }
  if (video.data) return <GuidePage video={video.data} viewer={{ kind: "person", user }} />;
  if (video.isPending) return <GuideSkeleton />;
  return (
    <PageMessage
      icon="alert"
      tone="trouble"
      title={watchWords.notLoaded}
      action={
        <Button icon="retry" busy={video.isFetching} onClick={() => void video.refetch()}>
          {commonWords.tryAgain}
        </Button>
      }
    >
      {watchWords.safeInStorage(describeError(video.error))}
    </PageMessage>
  );
}
