/** Which strokes an eraser touches: what is seen of them, not the room inside. */
import { FRAME_WIDTH, scaled, TEXT_HEIGHT } from "./path";
import { distanceToSegment } from "./simplify";
import type { Point, Stroke } from "./stroke";

/** A finger's tip, as a share of the frame's width. */
const REACH = 0.008;
const ELLIPSE_SIDES = 32;

export function touched(strokes: readonly Stroke[], point: Point, ratio: number): Stroke[] {
  const place = scaled(point, ratio);
  return strokes.filter((stroke) => isAt(stroke, place, ratio));
}

function isAt(stroke: Stroke, place: Point, ratio: number): boolean {
  if (stroke.tool_type === "text") return isInText(stroke, place, ratio);
  const reach = (REACH + stroke.width / 2) * FRAME_WIDTH;
  const line = lineOf(stroke, ratio);
  return line.some((to, index) => distanceToSegment(place, line[Math.max(0, index - 1)] ?? to, to) <= reach);
}

function lineOf({ tool_type: tool, points }: Stroke, ratio: number): Point[] {
  const places = points.map((point) => scaled(point, ratio));
  const [[ax, ay] = [0, 0], [bx, by] = [0, 0]] = places;
  if (tool === "rectangle") return [[ax, ay], [bx, ay], [bx, by], [ax, by], [ax, ay]];
  if (tool !== "ellipse") return places;
  return Array.from({ length: ELLIPSE_SIDES + 1 }, (_, side) => {
    const angle = (side / ELLIPSE_SIDES) * 2 * Math.PI;
    return [(ax + bx) / 2 + (Math.cos(angle) * (bx - ax)) / 2, (ay + by) / 2 + (Math.sin(angle) * (by - ay)) / 2];
  });
}

/** About as wide as its letters are. */
function isInText({ points, width, text = "" }: Stroke, [x, y]: Point, ratio: number): boolean {
  const [left, top] = scaled(points[0] ?? [0, 0], ratio);
  const height = width * FRAME_WIDTH * TEXT_HEIGHT;
  return x >= left && x <= left + Math.max(1, text.length) * height * 0.6 && y >= top && y <= top + height * 1.2;
}
