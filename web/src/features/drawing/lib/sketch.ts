/** One stroke while it is drawn, from where the pointer goes down to where it is lifted. Pure. */
import { simplify } from "./simplify";
import { countPoints, MOST_POINTS, MOST_STROKES, type Point, type Stroke, type Tool } from "./stroke";

export interface Brush {
  tool: Tool;
  color: string;
  /** A share of the frame's width. */
  width: number;
}

/** A line of one stroke that a hand draws in one go, and that is as good with fewer. */
const MOST_OF_ONE = 1500;
/** While it is drawn; of more every second one goes, so that a scribble without end costs no more with each point. */
const MOST_LIVE = 6000;
/** A highlighter is as many times as wide. */
const HIGHLIGHTER = 4;

export function isFull(strokes: readonly Stroke[]): boolean {
  return strokes.length >= MOST_STROKES || countPoints(strokes) >= MOST_POINTS - 2;
}

export function startStroke({ tool, color, width }: Brush, at: Point): Stroke {
  const wide = tool === "highlighter" ? width * HIGHLIGHTER : width;
  return { tool_type: tool, points: isByHand(tool) ? [at] : [at, at], color, width: wide };
}

export function extendStroke(stroke: Stroke, at: Point): Stroke {
  const [first = at] = stroke.points;
  if (!isByHand(stroke.tool_type)) return { ...stroke, points: [first, at] };
  const last = stroke.points[stroke.points.length - 1];
  if (last?.[0] === at[0] && last[1] === at[1]) return stroke;
  const before = stroke.points.length < MOST_LIVE ? stroke.points : stroke.points.filter((_, index) => index % 2 === 0);
  return { ...stroke, points: [...before, at] };
}

/** As it is kept; null where nothing was drawn. `others` are already there: all together are within the limits. */
export function finishStroke(stroke: Stroke, others: readonly Stroke[]): Stroke | null {
  if (isByHand(stroke.tool_type)) {
    return { ...stroke, points: simplify(stroke.points, Math.min(MOST_OF_ONE, MOST_POINTS - countPoints(others))) };
  }
  const [[ax, ay] = [0, 0], [bx, by] = [0, 0]] = stroke.points;
  return ax === bx && ay === by ? null : { ...stroke, points: [[ax, ay], [bx, by]] };
}

/** Null where there is nothing to read. */
export function textStroke({ color, width }: Brush, [x, y]: Point, text: string): Stroke | null {
  const words = text.trim();
  return words === "" ? null : { tool_type: "text", points: [[x, y]], color, width, text: words };
}

function isByHand(tool: Tool): boolean {
  return tool === "pen" || tool === "highlighter";
}
