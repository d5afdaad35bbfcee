/** Where somebody who is logged in writes a comment. */
import type { RefObject, SyntheticEvent } from "react";

import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { SteadyLabel } from "@/components/steady-label";
import { describeError } from "@/lib/api-error";
import type { Annotation, User } from "@/lib/api-types";
import { commonWords } from "@/words/common";
import { partWords } from "@/words/parts";

import { useComposer } from "../use-composer";
import { useSay } from "../use-outbox";
import { ComposerField } from "./composer-field";

interface CommentBoxProps {
  videoId: string;
  author: User;
  /** Whole seconds, for the words "Comment at 1:44". */
  seconds: number;
  /** The exact moment, in seconds. */
  position: () => number;
  field: RefObject<HTMLTextAreaElement | null>;
  onDraw: () => void;
  onSpeak: () => void;
  onPosted: (comment: Annotation) => void;
}

export function CommentBox({ videoId, author, seconds, position, field, onDraw, onSpeak, onPosted }: CommentBoxProps) {
  const composer = useComposer(author.id, videoId, seconds, position);
  const posting = useSay({ videoId, linkToken: null, userId: author.id }, composer.forget);
  const { post, posting: sending } = partWords;
  const again = commonWords.tryAgain;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (composer.empty || posting.isPending) return;
    posting.mutate({ timestamp: composer.moment(), content: composer.text.trim() }, { onSuccess: (made) => made && onPosted(made) });
  }

  return (
    <form onSubmit={submit}>
      <div className="flex items-start justify-end gap-2.5 rounded-card max-sm:flex-wrap max-sm:gap-y-1.5 border border-line bg-panel px-3 py-2.5 transition-colors focus-within:border-accent">
        <Avatar person={author} className="mt-0.5" />
        <ComposerField composer={composer} sending={posting.isPending} field={field} onDraw={onDraw} onSpeak={onSpeak} />
        <Button type="submit" kind="primary" size="small" disabled={composer.empty} busy={posting.isPending} className="mt-px h-8!">
          <SteadyLabel all={[post, sending, again]} now={posting.isPending ? sending : posting.isError ? again : post} />
        </Button>
      </div>
      {posting.isError && (
        <p role="alert" className="mt-2 text-[13px] text-rec-text">
          {partWords.notPosted(describeError(posting.error))}
        </p>
      )}
    </form>
  );
}
