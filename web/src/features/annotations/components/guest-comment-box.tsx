/** Where somebody without an account writes a comment: their name is all that is asked. */
import { useId, useState, type RefObject, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { describeError } from "@/lib/api-error";
import type { Annotation } from "@/lib/api-types";
import { commonWords } from "@/words/common";
import { partWords } from "@/words/parts";
import { sharingWords } from "@/words/sharing";

import { findGuestName, keepGuestName } from "../guest-name";
import { useComposer } from "../use-composer";
import { useSay } from "../use-outbox";
import { ComposerField } from "./composer-field";

const MAX_NAME_LENGTH = 80;

interface GuestCommentBoxProps {
  videoId: string;
  /** The link they came by. */
  linkToken: string;
  /** Whole seconds, for the words "Comment at 1:44". */
  seconds: number;
  /** The exact moment, in seconds. */
  position: () => number;
  field: RefObject<HTMLTextAreaElement | null>;
  onDraw: () => void;
  onPosted: (comment: Annotation) => void;
}

export function GuestCommentBox({ videoId, linkToken, seconds, position, field, onDraw, onPosted }: GuestCommentBoxProps) {
  const [name, setName] = useState(findGuestName);
  const composer = useComposer("guest", videoId, seconds, position);
  const posting = useSay({ videoId, linkToken, userId: null }, composer.forget);
  const hint = useId();
  const words = posting.isPending ? partWords.posting : posting.isError ? commonWords.tryAgain : partWords.commentAt(composer.at);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (composer.empty || name.trim() === "" || posting.isPending) return;
    keepGuestName(name.trim());
    const comment = { timestamp: composer.moment(), content: composer.text.trim(), name: name.trim() };
    posting.mutate(comment, { onSuccess: (made) => made && onPosted(made) });
  }

  return (
    <form onSubmit={submit}>
      <div className="rounded-card border border-line bg-panel px-3 py-2.5 transition-colors focus-within:border-accent">
        <div className="flex items-start gap-2.5">
          <span
            aria-hidden="true"
            className="mt-0.5 grid size-7 shrink-0 place-items-center rounded-full bg-sunk text-[11px] font-[650] text-muted before:content-['?']"
          />
          <ComposerField composer={composer} sending={posting.isPending} field={field} onDraw={onDraw} />
        </div>
        <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2">
          <input
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            maxLength={MAX_NAME_LENGTH}
            autoComplete="name"
            placeholder={sharingWords.yourName}
            aria-label={sharingWords.yourName}
            aria-describedby={hint}
            className="h-9 min-w-0 basis-44 rounded-control border border-line-strong bg-panel text-ink px-3 placeholder:text-faint hover:border-faint focus-visible:border-accent focus-visible:outline-offset-0 max-sm:basis-full"
          />
          <span id={hint} className="min-w-0 flex-1 basis-40 text-[12.5px] text-muted">
            {sharingWords.nameIsAll}
          </span>
          <Button type="submit" kind="primary" disabled={composer.empty} busy={posting.isPending} className="num">
            {words}
          </Button>
        </div>
      </div>
      {posting.isError && (
        <p role="alert" className="mt-2 text-[13px] text-rec-text">
          {partWords.notPosted(describeError(posting.error))}
        </p>
      )}
    </form>
  );
}
