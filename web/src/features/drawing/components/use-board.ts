/** A drawing while it is made: strokes with undo, the moment it is about, and what is kept of it when the page is left. */
import { useState } from "react";

import { dropDrawing, findDrawing, keepDrawing, type DrawingDraft } from "../lib/drafts";
import { begin, draw, erase, redo, undo, type History } from "../lib/history";
import { USUAL_SECONDS } from "../lib/shown";
import type { Stroke } from "../lib/stroke";

export interface Board {
  strokes: readonly Stroke[];
  canUndo: boolean;
  canRedo: boolean;
  draw: (stroke: Stroke) => void;
  erase: (gone: readonly Stroke[]) => void;
  undo: () => void;
  redo: () => void;
  /** When it is shown, in seconds; null until something is drawn. */
  span: Span | null;
  setSpan: (span: Span) => void;
  clientId: string;
  /** Also what was kept of it. */
  forget: () => void;
}

export interface Span {
  timestamp: number;
  end: number;
}

/** `who` keeps the draft from the next person on this device; `position` is where the video is, `duration` its length. */
export function useBoard(who: string, videoId: string, position: () => number, duration: number): Board {
  const [kept] = useState(() => findDrawing(who, videoId));
  const [clientId] = useState(() => kept?.clientId ?? crypto.randomUUID());
  const [history, setHistory] = useState(() => begin(kept?.strokes));
  const [span, keepSpan] = useState<Span | null>(kept && { timestamp: kept.timestamp, end: kept.end });

  function write(draft: Omit<DrawingDraft, "clientId">): void {
    if (draft.strokes.length === 0) dropDrawing(who, videoId);
    else keepDrawing(who, videoId, { clientId, ...draft });
  }

  function change(next: History): void {
    setHistory(next);
    // The first stroke says which moment it is about.
    const now = next.strokes.length === 0 ? null : (span ?? usualSpan(position(), duration));
    keepSpan(now);
    write({ strokes: next.strokes, ...(now ?? { timestamp: 0, end: 0 }) });
  }

  return {
    strokes: history.strokes,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    draw: (stroke) => change(draw(history, stroke)),
    erase: (gone) => change(erase(history, gone)),
    undo: () => change(undo(history)),
    redo: () => change(redo(history)),
    span,
    setSpan: (next) => {
      keepSpan(next);
      write({ strokes: history.strokes, ...next });
    },
    clientId,
    forget: () => dropDrawing(who, videoId),
  };
}

function usualSpan(position: number, duration: number): Span {
  const end = position + USUAL_SECONDS;
  return { timestamp: position, end: duration > position ? Math.min(end, duration) : end };
}
