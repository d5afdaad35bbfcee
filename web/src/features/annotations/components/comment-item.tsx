/** One comment: who, at which moment, what; a click goes there. */
import { useEffect, useRef, useState } from "react";

import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { MomentButton } from "@/components/moment-button";
import { TimeAgo } from "@/components/time-ago";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Annotation } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { pressRow } from "@/lib/press-row";
import { commonWords } from "@/words/common";
import { partWords } from "@/words/parts";

import { useDeleteAnnotation } from "../api/delete-annotation";
import { CommentText } from "./comment-text";

interface CommentItemProps {
  annotation: Annotation;
  mine: boolean;
  removable: boolean;
  selected: boolean;
  onSelect: () => void;
}

export function CommentItem({ annotation, mine, removable, selected, onSelect }: CommentItemProps) {
  const [asking, setAsking] = useState(false);
  const deletion = useDeleteAnnotation(annotation.video_id);
  const row = useRef<HTMLLIElement>(null);
  const { author } = annotation;
  const name = author.gone ? commonWords.deletedPerson : author.name;

  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [selected]);

  function remove(): void {
    deletion.mutate(annotation.id, {
      onError: (error) => showToast(commonWords.notDeleted(describeError(error)), "trouble"),
    });
  }

  return (
    <li
      ref={row}
      aria-current={selected || undefined}
      data-annotation-id={annotation.id}
      onClick={pressRow(onSelect)}
      className={`group relative cursor-pointer flex scroll-m-4 gap-3 rounded-control px-3 py-3 transition-colors ${selected ? "bg-accent-soft" : "hover:bg-sunk"}`}
    >
      <Avatar person={{ ...author, name }} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <span className="truncate font-[570]">{mine ? commonWords.you : name}</span>
          <MomentButton seconds={annotation.timestamp} onGo={onSelect} className="font-[550] text-accent" />
          <span className="ml-auto shrink-0 text-[12.5px] text-muted">
            <TimeAgo iso={annotation.created_at} />
          </span>
        </div>
        <p className="mt-0.5 w-fit cursor-auto pr-7 whitespace-pre-wrap">
          <CommentText text={annotation.content} />
        </p>
        {asking && (
          <div className="mt-2 flex items-center gap-2">
            <Button size="small" onClick={() => setAsking(false)}>
              {partWords.keep}
            </Button>
            <Button size="small" kind="danger" busy={deletion.isPending} onClick={remove}>
              {partWords.deleteComment}
            </Button>
          </div>
        )}
      </div>
      {removable && !asking && (
        <IconButton
          icon="trash"
          label={partWords.deleteCommentAt(formatClock(annotation.timestamp))}
          iconSize={16}
          onClick={() => setAsking(true)}
          className="absolute! right-2 bottom-2 size-7! group-focus-within:opacity-100 group-hover:opacity-100 hover:bg-line! [@media(hover:hover)]:opacity-0"
        />
      )}
    </li>
  );
}
