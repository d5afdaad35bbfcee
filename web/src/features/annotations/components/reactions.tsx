/** Emoji below what somebody said: how many put each of them there, and a few to choose from. */
import { useState } from "react";

import { Glyph } from "@/components/icon";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { Annotation } from "@/lib/api-types";
import { threadWords } from "@/words/threads";

import { useReact, type Asking } from "../api/change-annotation";

const OFFERED = ["👍", "❤️", "😄", "🎉", "👀", "✅"];

interface ReactionsProps {
  annotation: Annotation;
  asking: Asking;
  /** Null for a guest, whose own are not told apart. */
  userId: string | null;
  mayReact: boolean;
}

export function Reactions({ annotation, asking, userId, mayReact }: ReactionsProps) {
  const [choosing, setChoosing] = useState(false);
  const reacting = useReact(asking);
  const { id, reactions } = annotation;
  const isMine = (emoji: string): boolean =>
    userId !== null && reactions.some((each) => each.emoji === emoji && each.people.includes(userId));

  function toggle(emoji: string): void {
    setChoosing(false);
    const change = { id, emoji, on: !isMine(emoji) };
    reacting.mutate(change, { onError: (error) => showToast(threadWords.notSaved(describeError(error)), "trouble") });
  }

  if (reactions.length === 0 && !mayReact) return null;
  return (
    <div role="group" aria-label={threadWords.reactions} className="flex flex-wrap items-center gap-1">
      {reactions.map(({ emoji, count }) => (
        <button
          key={emoji}
          type="button"
          disabled={!mayReact || reacting.isPending}
          aria-pressed={isMine(emoji)}
          aria-label={threadWords.reaction(emoji, count)}
          onClick={() => toggle(emoji)}
          className="num flex h-6 items-center gap-1 rounded-full border border-line bg-panel px-2 text-[12.5px] text-ink hover:border-line-strong aria-pressed:border-accent aria-pressed:text-accent"
        >
          <span aria-hidden="true">{emoji}</span>
          {count}
        </button>
      ))}
      {choosing &&
        OFFERED.map((emoji) => (
          <button key={emoji} type="button" aria-label={emoji} onClick={() => toggle(emoji)} className="grid size-7 place-items-center rounded-lg hover:bg-line">
            {emoji}
          </button>
        ))}
      {mayReact && (
        <button
          type="button"
          aria-label={threadWords.react}
          title={threadWords.react}
          aria-expanded={choosing}
          onClick={() => setChoosing(!choosing)}
          className="grid size-7 place-items-center rounded-lg text-muted hover:bg-line hover:text-ink"
        >
          <Glyph size={16}>
            <path d="M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM8.5 14.5c1.8 2.3 5.2 2.3 7 0M9 9.5v.1M15 9.5v.1" />
          </Glyph>
        </button>
      )}
    </div>
  );
}
