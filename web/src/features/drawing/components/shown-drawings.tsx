/** The drawings of the moment, over the picture; what is pressed is the video below. */
import { useRef, type RefObject } from "react";

import type { Stroke } from "../lib/stroke";
import { DrawingCanvas } from "./drawing-canvas";
import { useFrameBox } from "./use-frame-box";

interface ShownDrawingsProps {
  strokes: readonly Stroke[];
  video: RefObject<HTMLVideoElement | null>;
  /** Width by height of the frame, until the video says. */
  usualRatio: number;
  /** These are drawn just now, and not kept. */
  live?: boolean;
}

export function ShownDrawings({ strokes, video, usualRatio, live = false }: ShownDrawingsProps) {
  const element = useRef<HTMLDivElement>(null);
  const box = useFrameBox(element, video, usualRatio);
  return (
    <div ref={element} {...{ [live ? "data-live" : "data-drawings"]: true }} className="pointer-events-none absolute inset-0">
      {strokes.length > 0 && <DrawingCanvas strokes={strokes} box={box} />}
    </div>
  );
}
