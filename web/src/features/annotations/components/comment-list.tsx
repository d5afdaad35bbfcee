/** All comments by moment, in each of their states. */
import { useQuery } from "@tanstack/react-query";

import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Skeleton } from "@/components/skeleton";
import { describeError } from "@/lib/api-error";
import { commonWords } from "@/words/common";
import { partWords } from "@/words/parts";

import { annotationsQuery } from "../api/get-annotations";
import { CommentItem } from "./comment-item";

interface CommentListProps {
  videoId: string;
  /** Null for somebody without an account, whose comments are nobody's. */
  userId: string | null;
  mayComment: boolean;
  /** Those of others as well. */
  mayRemoveAll: boolean;
  selectedId: number | null;
  onSelect: (id: number, timestamp: number) => void;
  onWrite: () => void;
}

export function CommentList({ videoId, userId, mayComment, mayRemoveAll, selectedId, onSelect, onWrite }: CommentListProps) {
  const annotations = useQuery(annotationsQuery(videoId));

  if (annotations.isPending) return <CommentSkeleton />;
  if (!annotations.data) {
    return (
      <EmptyState
        compact
        icon="alert"
        tone="trouble"
        title={partWords.commentsNotLoaded}
        action={
          <Button icon="retry" busy={annotations.isFetching} onClick={() => annotations.refetch()}>
            {commonWords.tryAgain}
          </Button>
        }
      >
        {describeError(annotations.error)}
      </EmptyState>
    );
  }
  if (annotations.data.length === 0) {
    return (
      <EmptyState
        compact
        icon="comment"
        title={partWords.noComments}
        action={mayComment && <Button onClick={onWrite}>{partWords.writeFirst}</Button>}
      >
        {partWords.commentStays}
      </EmptyState>
    );
  }
  return (
    <ol className="flex flex-col gap-0.5 p-1">
      {annotations.data.map((annotation) => (
        <CommentItem
          key={annotation.id}
          annotation={annotation}
          mine={userId !== null && annotation.author.id === userId}
          removable={mayRemoveAll || (userId !== null && annotation.author.id === userId)}
          selected={annotation.id === selectedId}
          onSelect={() => onSelect(annotation.id, annotation.timestamp)}
        />
      ))}
    </ol>
  );
}

function CommentSkeleton() {
  return (
    <div role="status" aria-label={partWords.loadingComments} className="flex flex-col gap-5 p-4">
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex gap-3">
          <Skeleton className="size-7 rounded-full" />
          <div className="flex-1">
            <Skeleton className="h-3.5 w-32" />
            <Skeleton className="mt-2 h-3.5 w-11/12" />
          </div>
        </div>
      ))}
    </div>
  );
}
