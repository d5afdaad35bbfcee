/** Lies over the camera's bubble: drag it to a corner, or move it there with the arrow keys. */
import { useRef, useState, type PointerEvent } from "react";

import { cx } from "@/lib/cx";
import { bubbleSquare, cornerByKey, nearestCorner, type Corner } from "@/recording/media/bubble";
import { recorderWords } from "@/words/recorder";

interface BubbleHandleProps {
  corner: Corner;
  ratio: number;
  onMove: (corner: Corner) => void;
}

interface Drag {
  fromX: number;
  fromY: number;
  x: number;
  y: number;
}

/** Any height does: the bubble is placed in shares of the picture. */
const HEIGHT = 1000;

export function BubbleHandle({ corner, ratio, onMove }: BubbleHandleProps) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const ref = useRef<HTMLButtonElement>(null);
  const picture = { width: HEIGHT * ratio, height: HEIGHT };
  const { x, y, side } = bubbleSquare(picture, corner);

  function drop(event: PointerEvent): void {
    if (drag === null) return;
    setDrag(null);
    const frame = ref.current?.parentElement?.getBoundingClientRect();
    if (frame !== undefined) onMove(nearestCorner(frame, event.clientX - frame.left, event.clientY - frame.top));
  }

  return (
    <button
      ref={ref}
      type="button"
      aria-label={recorderWords.bubble(recorderWords.corners[corner])}
      title={recorderWords.dragToCorner}
      className={cx(
        "absolute touch-none rounded-full border-2 transition-colors",
        drag === null ? "cursor-grab border-transparent hover:border-accent" : "cursor-grabbing border-accent bg-accent/30",
      )}
      style={{
        left: `${(100 * x) / picture.width}%`,
        top: `${(100 * y) / picture.height}%`,
        width: `${(100 * side) / picture.width}%`,
        height: `${(100 * side) / picture.height}%`,
        transform: drag === null ? undefined : `translate(${drag.x - drag.fromX}px, ${drag.y - drag.fromY}px)`,
      }}
      onPointerDown={({ clientX, clientY, pointerId, currentTarget }) => {
        currentTarget.setPointerCapture(pointerId);
        setDrag({ fromX: clientX, fromY: clientY, x: clientX, y: clientY });
      }}
      onPointerMove={({ clientX, clientY }) => {
        if (drag !== null) setDrag({ ...drag, x: clientX, y: clientY });
      }}
      onPointerUp={drop}
      onPointerCancel={() => setDrag(null)}
      onKeyDown={(event) => {
        const next = cornerByKey(corner, event.key);
        if (next === null) return;
        event.preventDefault();
        onMove(next);
      }}
    />
  );
}
