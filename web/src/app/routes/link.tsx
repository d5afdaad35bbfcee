/** /s/:token : a link, opened by whoever has it. Nothing here speaks of accounts. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { Button } from "@/components/button";
import { linkQuery } from "@/features/sharing/api/open-link";
import { UnlockForm } from "@/features/sharing/components/unlock-form";
import { needsOf } from "@/features/sharing/needs";
import { describeError, hasCode } from "@/lib/api-error";
import { actAsGuest } from "@/lib/guest-access";
import { Redirect } from "@/lib/router/link";
import { useParams, useSearchParams } from "@/lib/router/use-router";
import { useDocumentTitle } from "@/lib/use-document-title";
import { commonWords } from "@/words/common";
import { sharingWords } from "@/words/sharing";

import { PageMessage } from "../shell/page-message";
import { GuestHeader } from "./link/guest-header";
import { GuestWatch } from "./link/guest-watch";
import { WatchSkeleton } from "./watch/watch-skeleton";

export function LinkRoute() {
  const { token = "" } = useParams();
  return (
    <>
      <GuestHeader />
      <Opened key={token} token={token} />
    </>
  );
}

function Opened({ token }: { token: string }) {
  const link = useQuery(linkQuery(token));
  const client = useQueryClient();
  const [params] = useSearchParams();
  const [ended, setEnded] = useState(false);
  const needs = needsOf(link.error);
  useDocumentTitle(ended ? "" : (link.data?.title ?? ""));
  // Other pages are the signed-in person's, and what a guest was shown is not.
  useEffect(
    () => () => {
      actAsGuest(null);
      client.clear();
    },
    [client],
  );

  if (ended || hasCode(link.error, "gone")) {
    return (
      <PageMessage icon="link" title={sharingWords.ended}>
        {sharingWords.endedWhy}
      </PageMessage>
    );
  }
  if (needs !== null) {
    return (
      <main id="main" tabIndex={-1}>
        <UnlockForm token={token} needs={needs} />
      </main>
    );
  }
  if (link.isPending) return <WatchSkeleton />;
  if (!link.data) {
    return (
      <PageMessage
        icon="alert"
        tone="trouble"
        title={sharingWords.linkNotLoaded}
        action={
          <Button icon="retry" busy={link.isFetching} onClick={() => void link.refetch()}>
            {commonWords.tryAgain}
          </Button>
        }
      >
        {describeError(link.error)}
      </PageMessage>
    );
  }
  if (!link.data.guest) return <Redirect to={`/watch/${link.data.id}${params.size > 0 ? `?${params}` : ""}`} />;
  return <GuestWatch token={token} opened={link.data} onEnded={() => setEnded(true)} />;
}
