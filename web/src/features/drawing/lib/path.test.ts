import { expect, test } from "vitest";

import { pathOf } from "./path";
import type { Point, Stroke, Tool } from "./stroke";

function made(tool: Tool, ...points: Point[]): Stroke {
  return { tool_type: tool, points, color: "#ff3b30", width: 0.006 };
}

test("shapes lie from where to where, whichever way they were drawn", () => {
  expect(pathOf(made("rectangle", [0.75, 0.5], [0.25, 0.25]), 2)).toEqual({ d: "M1440 480L480 480L480 240L1440 240Z", filled: false });
  expect(pathOf(made("ellipse", [0.75, 0.5], [0.25, 0.25]), 2).d).toBe(pathOf(made("ellipse", [0.25, 0.25], [0.75, 0.5]), 2).d);
  expect(pathOf(made("line", [0, 0], [1, 1]), 2).d).toBe("M0 0L1920 960");
});

test("an arrow's head is at its end, and never longer than it is", () => {
  const numbers = (d: string): number[] => (d.match(/-?[\d.]+/g) ?? []).map(Number);
  const [, , tipX = 0, tipY = 0, x1 = 0, y1 = 0] = numbers(pathOf(made("arrow", [0.1, 0.1], [0.11, 0.1]), 1).d);
  expect([tipX, tipY]).toEqual([211.2, 192]);
  expect(Math.hypot(tipX - x1, tipY - y1)).toBeCloseTo(19.2, 1);
});

test("a line by hand is an outline to be filled, a dot too; a harder press makes it wider", () => {
  const height = (stroke: Stroke): number => {
    const ys = [...pathOf(stroke, 1).d.matchAll(/[\d.]+ ([\d.]+)/g)].map((pair) => Number(pair[1]));
    return Math.max(...ys) - Math.min(...ys);
  };
  const line = (pressure: number): Stroke => made("pen", ...Array.from({ length: 9 }, (_, index): Point => [0.1 + index / 20, 0.5, pressure]));
  expect(pathOf(made("pen", [0.5, 0.5]), 1)).toMatchObject({ filled: true, d: expect.stringMatching(/^M.+Z$/) as string });
  expect(height(line(0.9))).toBeGreaterThan(height(line(0.2)));
});
