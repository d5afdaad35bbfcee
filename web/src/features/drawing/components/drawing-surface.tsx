/** The frame as paper: what is under the pointer becomes a stroke. */
import { useRef, useState, type PointerEvent, type RefObject } from "react";

import { drawingWords } from "@/words/drawing";

import { pointIn } from "../lib/frame";
import { extendStroke, finishStroke, isFull, startStroke, textStroke, type Brush } from "../lib/sketch";
import { share, type Point, type Stroke } from "../lib/stroke";
import { touched } from "../lib/touched";
import { DrawingCanvas } from "./drawing-canvas";
import { TextEntry } from "./text-entry";
import { useFrameBox } from "./use-frame-box";
import { useKeyboardHand } from "./use-keyboard-hand";

export type Instrument = Brush["tool"] | "eraser";

interface DrawingSurfaceProps {
  strokes: readonly Stroke[];
  instrument: Instrument;
  color: string;
  /** A share of the frame's width. */
  width: number;
  video: RefObject<HTMLVideoElement | null>;
  /** Width by height of the frame, until the video says. */
  usualRatio: number;
  /** Something is begun, before it is drawn. */
  onBegin?: () => void;
  onDraw: (stroke: Stroke) => void;
  onErase: (gone: readonly Stroke[]) => void;
  onFull: () => void;
  /** Others see it grow; what the hand made of it in the end is told before `onDraw`. */
  watched?: WatchedHand;
}

/** Whoever is told of a stroke while it is drawn. */
export interface WatchedHand {
  grow: (stroke: Stroke) => void;
  lift: (stroke: Stroke | null) => void;
}

export function DrawingSurface(props: DrawingSurfaceProps) {
  const { strokes, instrument, color, width, video, usualRatio, onDraw, onErase, onFull, watched, onBegin } = props;
  const element = useRef<HTMLDivElement>(null);
  const box = useFrameBox(element, video, usualRatio);
  // Several points come between two renders, and each goes on from the one before.
  const live = useRef<Stroke | null>(null);
  const [growing, setGrowing] = useState<Stroke | null>(null);
  const [writing, setWriting] = useState<Point | null>(null);
  const shown = growing ? [...strokes, growing] : strokes;

  function placeOf(event: { clientX: number; clientY: number }): readonly [number, number] {
    const around = element.current?.getBoundingClientRect();
    return pointIn(box.frame, event.clientX - (around?.left ?? 0), event.clientY - (around?.top ?? 0));
  }

  function pointsOf(event: PointerEvent): Point[] {
    const { nativeEvent } = event;
    // Browsers tell once a frame, and most keep what lay between.
    const kept: Partial<Pick<typeof nativeEvent, "getCoalescedEvents">> = nativeEvent;
    const all = kept.getCoalescedEvents?.call(nativeEvent) ?? [];
    return (all.length > 0 ? all : [nativeEvent]).map((each) => withPressure(placeOf(each), each));
  }

  /** All at once: each change begins from what is shown. */
  function eraseAt(points: readonly Point[]): void {
    const gone = points.flatMap((point) => touched(strokes, point, box.ratio));
    if (gone.length > 0) onErase(gone);
  }

  function begin(at: Point): boolean {
    if (instrument !== "eraser") onBegin?.();
    if (instrument === "text") setWriting(at);
    else if (instrument === "eraser") eraseAt([at]);
    else if (isFull(strokes)) onFull();
    else grow(startStroke({ tool: instrument, color, width }, at));
    return instrument === "eraser" || (instrument !== "text" && !isFull(strokes));
  }

  function go(points: readonly Point[]): void {
    if (instrument === "eraser") eraseAt(points);
    else if (live.current) grow(points.reduce(extendStroke, live.current));
  }

  function grow(stroke: Stroke): void {
    live.current = stroke;
    setGrowing(stroke);
    watched?.grow(stroke);
  }

  function end(): void {
    if (!live.current) return;
    const stroke = finishStroke(live.current, strokes);
    live.current = null;
    setGrowing(null);
    watched?.lift(stroke);
    if (stroke) onDraw(stroke);
  }

  const { hand, ...keyboard } = useKeyboardHand({ begin, go, end });

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0 || event.target !== event.currentTarget) return;
    // The focus stays where it is: keys go on to choose tools.
    event.preventDefault();
    if (begin(withPressure(placeOf(event), event.nativeEvent))) event.currentTarget.setPointerCapture(event.pointerId);
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) go(pointsOf(event));
  }

  function onWritten(text: string): void {
    const stroke = writing && textStroke({ tool: "text", color, width }, writing, text);
    setWriting(null);
    if (stroke && isFull(strokes)) onFull();
    else if (stroke) onDraw(stroke);
  }

  return (
    <>
      <div
        ref={element}
        data-drawing-surface
        role="application"
        tabIndex={0}
        {...keyboard}
        aria-label={drawingWords.surface(strokes.length)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={end}
        onPointerCancel={end}
        className={`absolute inset-0 touch-none focus-visible:outline-offset-[-3px] focus-visible:outline-white ${instrument === "text" ? "cursor-text" : "cursor-crosshair"}`}
      >
        <DrawingCanvas strokes={shown} box={box} />
        {hand && (
          <span
            data-hand
            className="pointer-events-none absolute size-4 -translate-1/2 rounded-full border-2 border-white bg-black/40 ring-1 ring-black"
            style={{ left: box.frame.left + hand[0] * box.frame.width, top: box.frame.top + hand[1] * box.frame.height }}
          />
        )}
      </div>
      {writing && <TextEntry at={writing} color={color} width={width} frame={box.frame} onDone={onWritten} />}
    </>
  );
}

/** Only pens tell how hard they are pressed. */
function withPressure([x, y]: readonly [number, number], event: { pointerType: string; pressure: number }): Point {
  return event.pointerType === "pen" ? [x, y, share(event.pressure)] : [x, y];
}
