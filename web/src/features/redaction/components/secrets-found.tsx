/** What was found on a video's screen, before a link goes out: a line that says so, and the list behind it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { ProgressBar } from "@/components/progress-bar";
import { Skeleton } from "@/components/skeleton";
import { describeError } from "@/lib/api-error";
import type { FoundSecrets } from "@/lib/api-types";
import { amounts } from "@/lib/secret-amounts";
import { commonWords } from "@/words/common";
import { redactionWords } from "@/words/redaction";

import { secretsQuery } from "../api/get-secrets";
import { SecretsList } from "./secrets-list";

interface SecretsFoundProps {
  videoId: string;
  /** The list at once; otherwise once it is asked for. */
  isOpen?: boolean;
  onJump?: (seconds: number) => void;
}

export function SecretsFound({ videoId, isOpen = false, onJump }: SecretsFoundProps) {
  const found = useQuery(secretsQuery(videoId));
  const [isReviewed, setReviewed] = useState(isOpen);
  if (found.error) {
    return (
      <Notice
        action={
          <Button size="small" icon="retry" busy={found.isFetching} onClick={() => void found.refetch()}>
            {commonWords.tryAgain}
          </Button>
        }
      >
        {redactionWords.notLoaded(describeError(found.error))}
      </Notice>
    );
  }
  if (!found.data) return <Skeleton className="h-10 rounded-card" />;
  return (
    <div className="flex flex-col gap-2 text-ink">
      <Summary found={found.data} onReview={isReviewed ? null : () => setReviewed(true)} />
      {isReviewed && found.data.items.length > 0 && <SecretsList videoId={videoId} found={found.data} onJump={onJump} />}
    </div>
  );
}

function Summary({ found, onReview }: { found: FoundSecrets; onReview: (() => void) | null }) {
  const open = found.items.filter((each) => each.decision === "open");
  const covered = found.items.filter((each) => each.decision === "blurred").length;
  const review = onReview && found.items.length > 0 && (
    <Button size="small" onClick={onReview}>
      {redactionWords.review}
    </Button>
  );
  return (
    <>
      {found.state === "running" && (
        <Notice tone="calm" icon="lock">
          {found.withheld ? redactionWords.running : redactionWords.uncovering}
          <ProgressBar value={found.progress} label={redactionWords.uncovering} className="mt-2 rounded-full bg-sunk" />
        </Notice>
      )}
      {found.state === "failed" && <Notice>{redactionWords.failed}</Notice>}
      {open.length > 0 ? (
        <Notice tone="warning" action={review}>
          {redactionWords.found(amounts(open))}
        </Notice>
      ) : (
        <Notice tone="calm" icon="check" action={review}>
          {covered > 0 ? redactionWords.covered(covered) : redactionWords.nothing}
        </Notice>
      )}
    </>
  );
}
