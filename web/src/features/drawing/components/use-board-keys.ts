/** The keys of drawing, while it goes on; they come before those of the player. */
import { useEffect, useEffectEvent } from "react";

export interface BoardKeys {
  /** The number of a tool, from 0. */
  onTool: (index: number) => boolean;
  onUndo: () => void;
  onRedo: () => void;
  onClose: () => void;
}

export function useBoardKeys(keys: BoardKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!run(event, keys)) return;
    event.preventDefault();
    event.stopPropagation();
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, []);
}

/** Whether the key was one of drawing. Fields keep theirs. */
function run(event: KeyboardEvent, { onTool, onUndo, onRedo, onClose }: BoardKeys): boolean {
  const inField = event.target instanceof Element && event.target.closest("input, textarea, select, dialog, [role=menu]") !== null;
  if (inField) return false;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key !== "z" && key !== "y") return false;
    if (key === "y" || event.shiftKey) onRedo();
    else onUndo();
    return true;
  }
  if (event.altKey) return false;
  if (key === "escape" || key === "d") {
    onClose();
    return true;
  }
  return /^[1-9]$/.test(key) && onTool(Number(key) - 1);
}
