import { expect, test } from "vitest";

import { extendStroke, finishStroke, isFull, startStroke, textStroke, type Brush } from "./sketch";
import { countPoints, MOST_POINTS, MOST_STROKES, readStrokes, type Point, type Stroke } from "./stroke";

const BRUSH: Brush = { tool: "pen", color: "#ff3b30", width: 0.006 };

function sketch(brush: Brush, ...points: Point[]): Stroke {
  const [first = [0, 0], ...others] = points;
  return others.reduce<Stroke>(extendStroke, startStroke(brush, first));
}

test("a pen keeps its way, other tools from where to where", () => {
  const way: Point[] = [[0.1, 0.1], [0.5, 0.9], [0.9, 0.2]];
  expect(finishStroke(sketch(BRUSH, ...way), [])).toEqual({ tool_type: "pen", points: way, color: "#ff3b30", width: 0.006 });
  expect(finishStroke(sketch({ ...BRUSH, tool: "arrow" }, ...way), [])?.points).toEqual([way[0], way[2]]);
});

test("a dot of a pen is something, a line from a point to itself is not", () => {
  expect(finishStroke(sketch(BRUSH, [0.2, 0.2]), [])?.points).toEqual([[0.2, 0.2]]);
  expect(finishStroke(sketch({ ...BRUSH, tool: "rectangle" }, [0.2, 0.2]), [])).toBeNull();
});

test("a pen's pressure is kept, and is no part of a shape", () => {
  const way: Point[] = [[0.1, 0.1, 0.3], [0.5, 0.9, 0.8]];
  expect(finishStroke(sketch(BRUSH, ...way), [])?.points).toEqual(way);
  expect(finishStroke(sketch({ ...BRUSH, tool: "ellipse" }, ...way), [])?.points).toEqual([[0.1, 0.1], [0.5, 0.9]]);
});

test("strokes together never have more points than the server takes", () => {
  const zigzag: Point[] = Array.from({ length: 1800 }, (_, index) => [(index % 97) / 97, (index % 2) * 0.9]);
  const strokes: Stroke[] = [];
  while (!isFull(strokes)) {
    const stroke = finishStroke(sketch(BRUSH, ...zigzag), strokes);
    if (stroke) strokes.push(stroke);
  }
  expect(countPoints(strokes)).toBeLessThanOrEqual(MOST_POINTS);
  expect(strokes.length).toBeLessThanOrEqual(MOST_STROKES);
});

test("text is something to be read", () => {
  expect(textStroke(BRUSH, [0.1, 0.2], "  ")).toBeNull();
  expect(textStroke(BRUSH, [0.1, 0.2, 0.7], " Here ")).toEqual({ tool_type: "text", points: [[0.1, 0.2]], color: "#ff3b30", width: 0.006, text: "Here" });
});

test("what the server sends is read, and what this page does not know is left out", () => {
  const pen = sketch(BRUSH, [0.1, 0.1], [0.2, 0.2]);
  const strange = [{ ...pen, tool_type: "spray" }, { ...pen, points: [] }, { ...pen, points: [[0.1, "x"]] }, { ...pen, color: "url(x)" }, 5, null];
  expect(readStrokes({ strokes: [pen, ...strange] })).toEqual([pen]);
  expect([null, undefined, [], {}, { strokes: 5 }].map(readStrokes)).toEqual([[], [], [], [], []]);
});
