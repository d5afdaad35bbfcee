/** What every page of a link does first: opens it, asks for what it wants to be told, and says when it has ended. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";

import { Button } from "@/components/button";
import { linkQuery } from "@/features/sharing/api/open-link";
import { UnlockForm } from "@/features/sharing/components/unlock-form";
import { needsOf } from "@/features/sharing/needs";
import { describeError, hasCode } from "@/lib/api-error";
import type { LinkedVideo } from "@/lib/api-types";
import { actAsGuest } from "@/lib/guest-access";
import { Redirect } from "@/lib/router/link";
import { useSearchParams } from "@/lib/router/use-router";
import { useDocumentTitle } from "@/lib/use-document-title";
import { commonWords } from "@/words/common";
import { sharingWords } from "@/words/sharing";

import { PageMessage } from "../../shell/page-message";

interface OpenedLinkProps {
  token: string;
  /** The same for somebody who may see the video anyhow, and is no guest. */
  pathOf: (videoId: string) => string;
  skeleton: ReactNode;
  /** `onEnded`: the link, or what it showed, is no more. */
  children: (opened: LinkedVideo, onEnded: () => void) => ReactNode;
}

export function OpenedLink({ token, pathOf, skeleton, children }: OpenedLinkProps) {
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
  if (link.isPending) return skeleton;
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
  if (!link.data.guest) return <Redirect to={`${pathOf(link.data.id)}${params.size > 0 ? `?${params}` : ""}`} />;
  return children(link.data, () => setEnded(true));
}
