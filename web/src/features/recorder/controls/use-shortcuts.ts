/** The recorder's keys: R, space, Escape. */

import { useEffect, useRef } from "react";

export interface Shortcuts {
  /** R */
  record(): void;
  /** Space */
  pause(): void;
  /** Escape */
  escape(): void;
}

/** What takes keys for itself: space presses a focused button, letters go into a field. */
export const TAKES_KEYS = "input, textarea, select, [contenteditable], dialog, [role=dialog]";
const TAKES_SPACE = `${TAKES_KEYS}, button, a, summary, [role=button]`;

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actionOf(event, latest.current);
      if (action === null) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function actionOf({ key, target }: KeyboardEvent, shortcuts: Shortcuts): (() => void) | null {
  const inside = (selector: string): boolean => target instanceof Element && target.closest(selector) !== null;
  if (inside(TAKES_KEYS)) return null;
  if (key === "r" || key === "R") return () => shortcuts.record();
  if (key === " ") return inside(TAKES_SPACE) ? null : () => shortcuts.pause();
  return key === "Escape" ? () => shortcuts.escape() : null;
}
