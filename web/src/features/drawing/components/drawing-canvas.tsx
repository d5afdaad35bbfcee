/** Strokes over the frame, in the screen's own pixels. */
import { useLayoutEffect, useRef } from "react";

import { paint } from "../lib/paint";
import type { Stroke } from "../lib/stroke";
import type { FrameBox } from "./use-frame-box";

interface DrawingCanvasProps {
  strokes: readonly Stroke[];
  box: FrameBox;
}

export function DrawingCanvas({ strokes, box }: DrawingCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { frame, ratio, density } = box;
  const width = Math.round(frame.width * density);
  const height = Math.round(frame.height * density);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || width === 0 || height === 0) return;
    // Setting a size empties the canvas, so only a new one is set.
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    paint(element, strokes, ratio);
  }, [strokes, ratio, width, height]);

  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      data-strokes={strokes.length}
      className="pointer-events-none absolute"
      style={{ left: frame.left, top: frame.top, width: frame.width, height: frame.height }}
    />
  );
}
