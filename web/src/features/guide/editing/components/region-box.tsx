/** A rectangle on a picture that can be dragged, moved by arrow keys, made larger with Shift, and removed. */
import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";

import { editingWords } from "@/words/editing";

import { afterKey, moved, resized, same, type Region } from "../regions";

interface RegionBoxProps {
  region: Region;
  label: string;
  look: string;
  onChange: (region: Region) => void;
  onRemove: () => void;
}

interface Drag {
  x: number;
  y: number;
  from: Region;
  resizing: boolean;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

export function RegionBox({ region, label, look, onChange, onRemove }: RegionBoxProps) {
  /** Where it is while it moves; null where it stands as it is saved. */
  const [moving, setMoving] = useState<Region | null>(null);
  const drag = useRef<Drag | null>(null);
  const shown = moving ?? region;

  function commit(): void {
    if (moving !== null && !same(moving, region)) onChange(moving);
    setMoving(null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = afterKey(shown, event.key, event.shiftKey);
    if (next) setMoving(next);
    else if (event.key === "Enter") commit();
    else if (event.key === "Escape") setMoving(null);
    else if (event.key === "Delete" || event.key === "Backspace") onRemove();
    else return;
    // The player has keys of the same names.
    event.preventDefault();
    event.stopPropagation();
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    const resizing = event.target instanceof HTMLElement && event.target.dataset.corner !== undefined;
    drag.current = { x: event.clientX, y: event.clientY, from: shown, resizing };
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!drag.current || !frame || frame.width === 0) return;
    const right = (event.clientX - drag.current.x) / frame.width;
    const down = (event.clientY - drag.current.y) / frame.height;
    setMoving((drag.current.resizing ? resized : moved)(drag.current.from, right, down));
  }

  function onPointerUp(): void {
    drag.current = null;
    commit();
  }

  return (
    <button
      type="button"
      aria-label={label}
      title={editingWords.regionKeys}
      onKeyDown={onKeyDown}
      onBlur={commit}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      className={`absolute cursor-move touch-none rounded ${look}`}
      style={{ left: percent(shown.x), top: percent(shown.y), width: percent(shown.width), height: percent(shown.height) }}
    >
      <span
        data-corner
        aria-hidden="true"
        className="absolute -right-1.5 -bottom-1.5 size-3.5 cursor-nwse-resize rounded-full border-2 border-white bg-accent"
      />
    </button>
  );
}
