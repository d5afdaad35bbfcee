/** What is drawn, with what undo goes back to and redo forward to. Pure. */
import type { Stroke } from "./stroke";

type Strokes = readonly Stroke[];

export interface History {
  past: readonly Strokes[];
  strokes: Strokes;
  future: readonly Strokes[];
}

/** Each step back is a list of strokes that are shared, so they cost little. */
const MOST_STEPS = 200;

export function begin(strokes: Strokes = []): History {
  return { past: [], strokes, future: [] };
}

export function draw(history: History, stroke: Stroke): History {
  return changed(history, [...history.strokes, stroke]);
}

export function erase(history: History, gone: readonly Stroke[]): History {
  const left = history.strokes.filter((each) => !gone.includes(each));
  return left.length === history.strokes.length ? history : changed(history, left);
}

export function undo({ past, strokes, future }: History): History {
  const before = past[past.length - 1];
  return before ? { past: past.slice(0, -1), strokes: before, future: [strokes, ...future] } : { past, strokes, future };
}

export function redo({ past, strokes, future }: History): History {
  const [next, ...later] = future;
  return next ? { past: [...past, strokes], strokes: next, future: later } : { past, strokes, future };
}

function changed({ past, strokes }: History, next: Strokes): History {
  return { past: [...past, strokes].slice(-MOST_STEPS), strokes: next, future: [] };
}
