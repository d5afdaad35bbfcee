/**
 * A drawing as it is kept and sent: strokes laid over one another, in their order.
 *
 * Positions are shares of the frame: 0, 0 is its top left corner and 1, 1 its bottom right, so that they hold at every
 * size. A width is a share of the frame's width. The limits are the server's.
 */

export const TOOLS = ["pen", "highlighter", "line", "arrow", "rectangle", "ellipse", "text"] as const;
export type Tool = (typeof TOOLS)[number];

/** The third is how hard a pen was pressed, 0..1. */
export type Point = readonly [number, number] | readonly [number, number, number];

export interface Stroke {
  tool_type: Tool;
  points: readonly Point[];
  /** #rrggbb */
  color: string;
  width: number;
  text?: string;
}

/** Of a drawing. */
export const MOST_STROKES = 100;
export const MOST_POINTS = 5000;

/** A ten thousandth of a frame, as the server keeps it: what is drawn looks the same before and after. */
const STEPS = 10_000;

export function share(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * STEPS) / STEPS;
}

export function countPoints(strokes: readonly Stroke[]): number {
  return strokes.reduce((sum, { points }) => sum + points.length, 0);
}

/** Those of an annotation's data; what this page does not know is left out. */
export function readStrokes(data: unknown): Stroke[] {
  const strokes = isRecord(data) ? data.strokes : undefined;
  return Array.isArray(strokes) ? strokes.filter(isStroke) : [];
}

function isStroke(value: unknown): value is Stroke {
  if (!isRecord(value)) return false;
  const { tool_type: tool, points, color, width, text } = value;
  return (
    TOOLS.some((each) => each === tool) &&
    Array.isArray(points) &&
    points.length > 0 &&
    points.every(isPoint) &&
    typeof color === "string" &&
    /^#[0-9a-f]{6}$/i.test(color) &&
    Number.isFinite(width) &&
    (tool === "text" ? typeof text === "string" : text === undefined)
  );
}

function isPoint(value: unknown): boolean {
  return Array.isArray(value) && value.length >= 2 && value.length <= 3 && value.every(Number.isFinite);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
