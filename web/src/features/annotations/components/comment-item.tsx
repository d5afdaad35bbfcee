/** One thread: who, at which moment, what, and the answers to it; a click goes there. */
import { useEffect, useRef, useState, type ReactNode } from "react";

import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { MomentButton } from "@/components/moment-button";
import { TimeAgo } from "@/components/time-ago";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Annotation } from "@/lib/api-types";
import { pressRow } from "@/lib/press-row";
import { commonWords } from "@/words/common";
import { threadWords } from "@/words/threads";

import { useResolve } from "../api/change-annotation";
import type { Thread } from "../threads";
import { useSay } from "../use-outbox";
import { CommentBody, type Reader } from "./comment-body";
import { LineBox } from "./line-box";

interface CommentItemProps {
  thread: Thread;
  /** Among all that are listed, of which not all may be in the page. */
  place: { number: number; of: number };
  reader: Reader;
  selected: boolean;
  onSelect: () => void;
  /** A small picture of a drawing; null for what has none. */
  preview: (annotation: Annotation) => ReactNode;
}

export function CommentItem({ thread: { root, replies }, place, reader, selected, onSelect, preview }: CommentItemProps) {
  const row = useRef<HTMLLIElement>(null);
  const resolving = useResolve(reader.asking);
  const [replying, setReplying] = useState(false);
  const mayResolve = reader.mayModerate || isOwn(root, reader);

  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [selected]);

  function resolve(): void {
    resolving.mutate(
      { id: root.id, resolved: root.resolved === null },
      { onError: (error) => showToast(threadWords.notSaved(describeError(error)), "trouble") },
    );
  }

  return (
    <li
      ref={row}
      aria-current={selected || undefined}
      aria-posinset={place.number}
      aria-setsize={place.of}
      data-annotation-id={root.id}
      onClick={pressRow(onSelect)}
      className={`cursor-pointer scroll-m-4 rounded-control px-3 py-3 transition-colors ${selected ? "bg-accent-soft" : "hover:bg-sunk"}`}
    >
      <div className="flex gap-3">
        <Avatar person={{ ...root.author, name: nameOf(root) }} />
        <div className="min-w-0 flex-1">
          <Heading annotation={root} reader={reader}>
            <MomentButton seconds={root.timestamp} onGo={onSelect} className="font-[550] text-accent" />
          </Heading>
          {preview(root)}
          <CommentBody annotation={root} reader={reader}>
            {reader.mayComment && (
              <Button size="small" kind="ghost" onClick={() => setReplying(true)}>
                {threadWords.reply}
              </Button>
            )}
            {mayResolve && (
              <Button size="small" kind="ghost" busy={resolving.isPending} onClick={resolve}>
                {root.resolved === null ? threadWords.resolve : threadWords.reopen}
              </Button>
            )}
          </CommentBody>
          {root.resolved !== null && (
            <p className="text-[12.5px] text-muted">
              {root.resolved.by === null ? threadWords.resolved : threadWords.resolvedBy(root.resolved.by.name)}
            </p>
          )}
        </div>
      </div>
      {replies.length > 0 && (
        <ol className="mt-2 ml-3.5 flex flex-col gap-3 border-l border-line pl-4">
          {replies.map((reply) => (
            <li key={reply.id} data-annotation-id={reply.id} className="flex gap-2.5">
              <Avatar person={{ ...reply.author, name: nameOf(reply) }} size={22} />
              <div className="min-w-0 flex-1">
                <Heading annotation={reply} reader={reader} />
                <CommentBody annotation={reply} reader={reader} />
              </div>
            </li>
          ))}
        </ol>
      )}
      {replying && <ReplyBox to={root} reader={reader} onDone={() => setReplying(false)} />}
    </li>
  );
}

function ReplyBox({ to, reader, onDone }: { to: Annotation; reader: Reader; onDone: () => void }) {
  const replying = useSay({ ...reader.asking, userId: reader.userId }, () => undefined);
  return (
    <div className="ml-10">
      <LineBox
        label={threadWords.replyTo(nameOf(to))}
        send={threadWords.send}
        text=""
        asksName={reader.asking.linkToken !== null}
        busy={replying.isPending}
        trouble={replying.isError ? describeError(replying.error) : null}
        onSend={(content, name) => replying.mutate({ timestamp: to.timestamp, content, name, parentId: to.id }, { onSuccess: onDone })}
        onCancel={onDone}
      />
    </div>
  );
}

function Heading({ annotation, reader, children }: { annotation: Annotation; reader: Reader; children?: ReactNode }) {
  return (
    <div className="flex items-center gap-2">
      <span className="truncate font-[570]">{isOwn(annotation, reader) ? commonWords.you : nameOf(annotation)}</span>
      {children}
      <span className="ml-auto shrink-0 text-[12.5px] text-muted">
        <TimeAgo iso={annotation.created_at} />
      </span>
    </div>
  );
}

function isOwn({ author }: Annotation, { userId }: Reader): boolean {
  return userId !== null && author.id === userId;
}

function nameOf({ author }: Annotation): string {
  return author.gone ? commonWords.deletedPerson : author.name;
}
