import { expect, test } from "vitest";

import type { Point, Stroke, Tool } from "./stroke";
import { touched } from "./touched";

function made(tool: Tool, ...points: Point[]): Stroke {
  return { tool_type: tool, points, color: "#ff3b30", width: 0.006, ...(tool === "text" ? { text: "Here" } : {}) };
}

test.each([
  [made("line", [0.1, 0.1], [0.9, 0.9]), [0.5, 0.5], [0.5, 0.6]],
  [made("pen", [0.1, 0.1], [0.1, 0.9], [0.9, 0.9]), [0.1, 0.5], [0.5, 0.5]],
  [made("pen", [0.3, 0.3]), [0.301, 0.3], [0.4, 0.3]],
  [made("rectangle", [0.2, 0.2], [0.8, 0.8]), [0.2, 0.5], [0.5, 0.5]],
  [made("ellipse", [0.2, 0.2], [0.8, 0.8]), [0.5, 0.8], [0.5, 0.5]],
  [made("text", [0.2, 0.2]), [0.22, 0.22], [0.19, 0.22]],
] satisfies [Stroke, Point, Point][])("it takes what it touches: $tool_type", (stroke, on, beside) => {
  expect(touched([stroke], on, 16 / 9)).toEqual([stroke]);
  expect(touched([stroke], beside, 16 / 9)).toEqual([]);
});
