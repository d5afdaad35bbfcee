/** Drawing without a pointer: arrows move over the picture, Space or Enter begins and ends what is drawn. */
import { useState, type FocusEvent, type KeyboardEvent } from "react";

import { share, type Point } from "../lib/stroke";

/** Shares of the frame; with Shift it is the larger. */
const STEP = 0.01;
const LARGE_STEP = 0.05;
const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface Strokes {
  /** False where it ends at once, as of words. */
  begin: (at: Point) => boolean;
  go: (points: readonly Point[]) => void;
  end: () => void;
}

export function useKeyboardHand({ begin, go, end }: Strokes) {
  /** Null while a pointer draws, or nothing has the focus here. */
  const [hand, setHand] = useState<Point | null>(null);
  const [down, setDown] = useState(false);

  function move([x, y]: Point, [dx, dy]: readonly [number, number], step: number): void {
    const at: Point = [share(x + dx * step), share(y + dy * step)];
    setHand(at);
    if (down) go([at]);
  }

  function press(at: Point): void {
    if (down) end();
    setDown(!down && begin(at));
  }

  return {
    hand,
    onFocus: (event: FocusEvent) => {
      if (event.currentTarget.matches(":focus-visible")) setHand(hand ?? [0.5, 0.5]);
    },
    onBlur: () => {
      if (down) end();
      setDown(false);
      setHand(null);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const at = hand ?? ([0.5, 0.5] as const);
      const way = WAYS[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (way) move(at, way, event.shiftKey ? LARGE_STEP : STEP);
      else if (event.key === " " || event.key === "Enter") press(at);
      else return;
      // The player has these keys, too.
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
