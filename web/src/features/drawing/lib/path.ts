/**
 * The path of a stroke, for canvas and SVG alike.
 *
 * All paths are made for a frame of one width and are scaled from there: a line made by hand has the same outline at
 * every size, on every screen.
 */
import { getStroke } from "perfect-freehand";

import type { Point, Stroke } from "./stroke";

/** What paths are made for; the height follows from the frame's ratio. */
export const FRAME_WIDTH = 1920;

/** A highlighter lets through what it marks. */
export const HIGHLIGHT_OPACITY = 0.4;

/** Text is as many times as high as its stroke is wide. */
export const TEXT_HEIGHT = 7;

export interface StrokePath {
  d: string;
  /** Filled, else drawn with the stroke's width. */
  filled: boolean;
}

/** `ratio` is width by height of the frame. Text has no path. */
export function pathOf(stroke: Stroke, ratio: number): StrokePath {
  const places = stroke.points.map((point) => scaled(point, ratio));
  switch (stroke.tool_type) {
    case "pen":
    case "highlighter":
      return { d: byHand(stroke, places), filled: true };
    default:
      return { d: byTwo(stroke, places), filled: false };
  }
}

export function scaled([x, y]: Point, ratio: number): [number, number] {
  return [x * FRAME_WIDTH, (y * FRAME_WIDTH) / ratio];
}

/** Without a pen's pressure a line is as wide everywhere. */
function byHand({ points, width, tool_type: tool }: Stroke, places: readonly [number, number][]): string {
  const pressed = tool === "pen" && points.every((point) => point.length === 3);
  const outline = getStroke(
    places.map(([x, y], index) => [x, y, points[index]?.[2] ?? 0.5]),
    { size: width * FRAME_WIDTH, thinning: pressed ? 0.6 : 0, smoothing: 0.5, streamline: 0.3, simulatePressure: false, last: true },
  );
  return closed(outline);
}

/** Through the middles between the points, so that no corner is seen. */
function closed(outline: readonly number[][]): string {
  const [first] = outline;
  if (!first) return "";
  const parts = [`M${pair(first)}`];
  outline.forEach((point, index) => {
    const next = outline[(index + 1) % outline.length] ?? first;
    parts.push(`Q${pair(point)} ${pair([(at(point, 0) + at(next, 0)) / 2, (at(point, 1) + at(next, 1)) / 2])}`);
  });
  return `${parts.join("")}Z`;
}

function byTwo({ tool_type: tool, width }: Stroke, places: readonly [number, number][]): string {
  const [from = [0, 0], to = from] = places;
  const [[ax, ay], [bx, by]] = [from, to];
  switch (tool) {
    case "rectangle":
      return `M${pair(from)}L${pair([bx, ay])}L${pair(to)}L${pair([ax, by])}Z`;
    case "ellipse":
      return ellipse((ax + bx) / 2, (ay + by) / 2, Math.abs(bx - ax) / 2, Math.abs(by - ay) / 2);
    case "arrow":
      return `M${pair(from)}L${pair(to)}${head(from, to, width * FRAME_WIDTH)}`;
    case "line":
      return `M${pair(from)}L${pair(to)}`;
    default:
      return "";
  }
}

function ellipse(x: number, y: number, rx: number, ry: number): string {
  const radii = pair([rx, ry]);
  return `M${pair([x - rx, y])}A${radii} 0 1 0 ${pair([x + rx, y])}A${radii} 0 1 0 ${pair([x - rx, y])}Z`;
}

/** Two short lines back from the tip, never longer than the arrow. */
function head([ax, ay]: [number, number], [bx, by]: [number, number], width: number): string {
  const length = Math.min(Math.hypot(bx - ax, by - ay), 12 + width * 4);
  const angle = Math.atan2(by - ay, bx - ax);
  const end = (turn: number): string =>
    pair([bx - length * Math.cos(angle + turn), by - length * Math.sin(angle + turn)]);
  return `M${end(0.5)}L${pair([bx, by])}L${end(-0.5)}`;
}

function pair(point: readonly number[]): string {
  return `${round(at(point, 0))} ${round(at(point, 1))}`;
}

function at(point: readonly number[], index: number): number {
  return point[index] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
