/** A row that goes somewhere when it is clicked, and whose text can still be selected and copied. */
import type { MouseEvent } from "react";

/** What has a press of its own. */
const CONTROLS = "a, button, input, textarea, select, summary, dialog";

/** For onClick of the row. It is the mouse's and the finger's shortcut: the keyboard has a button in the row. */
export function pressRow(go: () => void): (event: MouseEvent<HTMLElement>) => void {
  return ({ target, currentTarget: row }) => {
    if (target instanceof Element && target.closest(CONTROLS) !== null) return;
    if (isSelectedIn(row)) return;
    go();
  };
}

/** The end of dragging over words is a click as well. */
function isSelectedIn(row: Element): boolean {
  const selection = window.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return false;
  return selection.getRangeAt(0).intersectsNode(row);
}
