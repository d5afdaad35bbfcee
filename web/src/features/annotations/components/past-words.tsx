/** What a comment said before its edits, the last first. */
import { useQuery } from "@tanstack/react-query";

import { Skeleton } from "@/components/skeleton";
import { TimeAgo } from "@/components/time-ago";
import { describeError } from "@/lib/api-error";
import type { Annotation } from "@/lib/api-types";
import { threadWords } from "@/words/threads";

import { historyQuery } from "../api/get-history";
import { CommentText } from "./comment-text";

export function PastWords({ id, annotation }: { id: string; annotation: Annotation }) {
  const past = useQuery(historyQuery(annotation.video_id, annotation.id, annotation.version));
  return (
    <div id={id} role="group" aria-label={threadWords.before} className="mt-1.5 border-l border-line pl-3 text-[13px]">
      {past.isPending && <Skeleton className="h-4 w-3/4" />}
      {past.isError && (
        <p role="alert" className="text-rec-text">
          {describeError(past.error)}
        </p>
      )}
      <ol className="flex flex-col gap-1.5">
        {past.data?.toReversed().map(({ content, until }) => (
          <li key={until}>
            <span className="block text-[12px] text-muted">
              {threadWords.until} <TimeAgo iso={until} style="long" />
            </span>
            <span className="whitespace-pre-wrap text-muted">{content === "" ? threadWords.drew : <CommentText text={content} />}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
