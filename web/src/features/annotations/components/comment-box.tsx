/** Where a comment is written. The first letter pins it to the moment on screen; nothing typed is lost. */
import { useRef, type KeyboardEvent, type RefObject, type SyntheticEvent } from "react";

import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { SteadyLabel } from "@/components/steady-label";
import { describeError } from "@/lib/api-error";
import type { Annotation, User } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { commonWords } from "@/words/common";
import { watchWords } from "@/words/watch";

import { MAX_COMMENT_LENGTH, useCreateAnnotation } from "../api/create-annotation";
import { NOTHING, useDraft } from "../use-draft";

interface CommentBoxProps {
  videoId: string;
  author: User;
  /** Whole seconds, for the words "Comment at 1:44". */
  seconds: number;
  /** The exact moment, in seconds. */
  position: () => number;
  field: RefObject<HTMLTextAreaElement | null>;
  onPosted: (comment: Annotation) => void;
}

export function CommentBox({ videoId, author, seconds, position, field, onPosted }: CommentBoxProps) {
  const [{ text, pinned }, write] = useDraft(author.id, videoId);
  const posting = useCreateAnnotation(videoId, () => write(NOTHING));
  const form = useRef<HTMLFormElement>(null);
  const at = formatClock(pinned ?? seconds);
  const empty = text.trim() === "";
  const { post, posting: sending } = watchWords;
  const again = commonWords.tryAgain;

  function onType(next: string): void {
    write(next === "" ? NOTHING : { text: next, pinned: pinned ?? position() });
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (empty || posting.isPending) return;
    posting.mutate({ timestamp: pinned ?? position(), content: text.trim() }, { onSuccess: onPosted });
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      form.current?.requestSubmit();
    }
    if (event.key === "Escape") field.current?.blur();
  }

  return (
    <form ref={form} onSubmit={submit}>
      <div className="flex items-start gap-2.5 rounded-card border border-line bg-panel px-3 py-2.5 transition-colors focus-within:border-accent">
        <Avatar person={author} className="mt-0.5" />
        <div className="relative min-w-0 flex-1">
          <textarea
            ref={field}
            rows={1}
            value={text}
            maxLength={MAX_COMMENT_LENGTH}
            // What is typed while it is sent would be neither sent nor kept.
            readOnly={posting.isPending}
            aria-label={watchWords.commentAt(at)}
            placeholder={watchWords.commentAt(at)}
            onChange={(event) => onType(event.target.value)}
            onKeyDown={onKeyDown}
            className="num field-sizing-content max-h-40 min-h-8 w-full resize-none bg-transparent py-[5px] leading-[22px] placeholder:text-faint focus:outline-none"
          />
        </div>
        {pinned !== null && (
          <button
            type="button"
            onClick={() => write({ text, pinned: position() })}
            title={watchWords.moveToMoment}
            className="num mt-[3px] flex h-[26px] items-center gap-1 rounded-lg bg-accent-soft px-2 text-[12.5px] font-[550] text-accent hover:bg-sunk"
          >
            <Icon name="comment" size={14} />
            {at}
          </button>
        )}
        <Button type="submit" kind="primary" size="small" disabled={empty} busy={posting.isPending} className="mt-px h-8!">
          <SteadyLabel all={[post, sending, again]} now={posting.isPending ? sending : posting.isError ? again : post} />
        </Button>
      </div>
      {posting.isError && (
        <p role="alert" className="mt-2 text-[13px] text-rec-text">
          {watchWords.notPosted(describeError(posting.error))}
        </p>
      )}
    </form>
  );
}
