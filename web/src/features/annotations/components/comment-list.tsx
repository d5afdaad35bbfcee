/** All comments by moment, in each of their states. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState, type ReactNode } from "react";

import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Skeleton } from "@/components/skeleton";
import { describeError } from "@/lib/api-error";
import type { Annotation } from "@/lib/api-types";
import { commonWords } from "@/words/common";
import { partWords } from "@/words/parts";
import { threadWords } from "@/words/threads";

import { annotationsQuery } from "../api/get-annotations";
import { EVERYTHING, filtered, threadsOf, type Thread } from "../threads";
import { useWindow } from "../use-window";
import type { Reader } from "./comment-body";
import { CommentItem } from "./comment-item";
import { ExportThreads } from "./export-threads";
import { ThreadFilter } from "./thread-filter";

interface CommentListProps {
  reader: Reader;
  /** The video, and frames of it. */
  maySave?: boolean;
  selectedId: number | null;
  onSelect: (id: number, timestamp: number) => void;
  onWrite: () => void;
  /** A small picture of a drawing; null for what has none. */
  preview: (annotation: Annotation) => ReactNode;
}

export function CommentList({ reader, maySave = false, selectedId, onSelect, onWrite, preview }: CommentListProps) {
  const annotations = useQuery(annotationsQuery(reader.asking.videoId));
  const [filter, setFilter] = useState(EVERYTHING);
  const threads = useMemo(() => threadsOf(annotations.data ?? []), [annotations.data]);
  const listed = useMemo(() => filtered(threads, filter), [threads, filter]);
  const selected = useMemo(() => listed.findIndex((thread) => isIn(thread, selectedId)), [listed, selectedId]);
  const { from, to, before, after } = useWindow(listed.length, selected, JSON.stringify(filter));

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
        action={reader.mayComment && <Button onClick={onWrite}>{partWords.writeFirst}</Button>}
      >
        {partWords.commentStays}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="flex items-start border-b border-line px-1 py-1">
        <ThreadFilter threads={threads} filter={filter} onFilter={setFilter} />
        <div className="ml-auto">
          <ExportThreads videoId={reader.asking.videoId} maySave={maySave} />
        </div>
      </div>
      {listed.length === 0 && (
        <EmptyState
          compact
          icon="comment"
          title={threadWords.nothingLeft}
          action={<Button onClick={() => setFilter(EVERYTHING)}>{threadWords.showAll}</Button>}
        />
      )}
      {from > 0 && <div ref={before} />}
      <ol className="flex flex-col gap-0.5 p-1">
        {listed.slice(from, to).map((thread, index) => (
          <CommentItem
            key={thread.root.id}
            place={{ number: from + index + 1, of: listed.length }}
            thread={thread}
            reader={reader}
            selected={isIn(thread, selectedId)}
            onSelect={() => onSelect(thread.root.id, thread.root.timestamp)}
            preview={preview}
          />
        ))}
      </ol>
      {to < listed.length && <div ref={after} />}
    </>
  );
}

function isIn({ root, replies }: Thread, id: number | null): boolean {
  return root.id === id || replies.some((reply) => reply.id === id);
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
