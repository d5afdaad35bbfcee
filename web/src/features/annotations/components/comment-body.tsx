/** What somebody said or drew, with what can be done about it: the same for a thread's beginning and for its answers. */
import { useId, useState, type ReactNode } from "react";

import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Annotation } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { partWords } from "@/words/parts";
import { threadWords } from "@/words/threads";

import { useEdit, type Asking } from "../api/change-annotation";
import { useDeleteAnnotation } from "../api/delete-annotation";
import { CommentText } from "./comment-text";
import { LineBox } from "./line-box";
import { PastWords } from "./past-words";
import { Reactions } from "./reactions";

/** Who looks at the list, and what they may do there. */
export interface Reader {
  asking: Asking;
  /** Null for somebody without an account, whose comments are nobody's. */
  userId: string | null;
  mayComment: boolean;
  /** Those of others as well: remove them, end their threads. */
  mayModerate: boolean;
}

interface CommentBodyProps {
  annotation: Annotation;
  reader: Reader;
  /** Further buttons beside the emoji. */
  children?: ReactNode;
}

export function CommentBody({ annotation, reader, children }: CommentBodyProps) {
  const [doing, setDoing] = useState<"edit" | "delete" | null>(null);
  const [pastShown, setPastShown] = useState(false);
  const past = useId();
  const editing = useEdit(reader.asking);
  const deletion = useDeleteAnnotation(annotation.video_id);
  const { id, author, content, edited_at: editedAt } = annotation;
  const mine = reader.userId !== null && author.id === reader.userId;
  const clock = formatClock(annotation.timestamp);

  function remove(): void {
    deletion.mutate(id, { onError: (error) => showToast(partWords.notPosted(describeError(error)), "trouble") });
  }

  return (
    <>
      {doing === "edit" ? (
        <LineBox
          label={threadWords.editComment}
          send={threadWords.save}
          text={content}
          asksName={false}
          busy={editing.isPending}
          trouble={editing.isError ? describeError(editing.error) : null}
          onSend={(text) => editing.mutate({ id, content: text }, { onSuccess: () => setDoing(null) })}
          onCancel={() => setDoing(null)}
        />
      ) : (
        <p className="mt-0.5 w-fit cursor-auto whitespace-pre-wrap">
          {content === "" ? <span className="text-muted">{annotation.type === "voice_over" ? threadWords.spoke : threadWords.drew}</span> : <CommentText text={content} />}
          {editedAt !== null && (
            <span className="ml-1.5 text-[12.5px] text-muted">
              {reader.userId === null ? (
                `(${threadWords.edited})`
              ) : (
                <button type="button" aria-expanded={pastShown} aria-controls={past} title={threadWords.before} onClick={() => setPastShown(!pastShown)} className="rounded underline underline-offset-2 hover:text-ink">
                  {`(${threadWords.edited})`}
                </button>
              )}
            </span>
          )}
        </p>
      )}
      {pastShown && <PastWords id={past} annotation={annotation} />}
      {doing === "delete" && (
        <div className="mt-2 flex items-center gap-2">
          <Button size="small" onClick={() => setDoing(null)}>
            {partWords.keep}
          </Button>
          <Button size="small" kind="danger" busy={deletion.isPending} onClick={remove}>
            {partWords.deleteComment}
          </Button>
        </div>
      )}
      {doing === null && (
        <div className="mt-1 flex flex-wrap items-center gap-1">
          <Reactions annotation={annotation} asking={reader.asking} userId={reader.userId} mayReact={reader.mayComment} />
          {children}
          <span className="ml-auto flex">
            {mine && <IconButton icon="pencil" label={threadWords.edit} iconSize={15} onClick={() => setDoing("edit")} className="size-7! hover:bg-line!" />}
            {(mine || reader.mayModerate) && (
              <IconButton
                icon="trash"
                label={partWords.deleteCommentAt(clock)}
                iconSize={15}
                onClick={() => setDoing("delete")}
                className="size-7! hover:bg-line!"
              />
            )}
          </span>
        </div>
      )}
    </>
  );
}
