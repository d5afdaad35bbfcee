/** A comment while it is written: the first letter pins it to the moment on screen, and nothing typed is lost. */
import type { KeyboardEvent } from "react";

import { formatClock } from "@/lib/format";

import { NOTHING, useDraft } from "./use-draft";

export interface Composer {
  text: string;
  empty: boolean;
  /** Whether the moment is fixed. */
  pinned: boolean;
  /** The moment it is about, as a clock. */
  at: string;
  /** The same in seconds, exactly. */
  moment: () => number;
  onType: (text: string) => void;
  /** Enter sends, Shift with Enter makes a new line, Escape leaves the field. */
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  /** To the moment that is on screen now. */
  pinHere: () => void;
  forget: () => void;
}

/** `writer` keeps the draft from the next person on this device; `seconds` are whole, `position` is exact. */
export function useComposer(writer: string, videoId: string, seconds: number, position: () => number): Composer {
  const [{ text, pinned }, write] = useDraft(writer, videoId);
  return {
    text,
    empty: text.trim() === "",
    pinned: pinned !== null,
    at: formatClock(pinned ?? seconds),
    moment: () => pinned ?? position(),
    onType: (next) => write(next === "" ? NOTHING : { text: next, pinned: pinned ?? position() }),
    onKeyDown: (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
        event.preventDefault();
        event.currentTarget.form?.requestSubmit();
      }
      if (event.key === "Escape") event.currentTarget.blur();
    },
    pinHere: () => write({ text, pinned: position() }),
    forget: () => write(NOTHING),
  };
}
