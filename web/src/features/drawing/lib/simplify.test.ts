import { expect, test } from "vitest";

import { simplify } from "./simplify";
import type { Point } from "./stroke";

const LINE: Point[] = Array.from({ length: 500 }, (_, index) => [index / 500, index / 1000]);

test("of a straight line its ends are left", () => {
  expect(simplify(LINE, 100)).toEqual([LINE[0], LINE[499]]);
});

test("corners stay where they are", () => {
  const corner: Point[] = [[0, 0], [0.1, 0.0001], [0.2, 0], [0.2, 0.3]];
  expect(simplify(corner, 100)).toEqual([[0, 0], [0.2, 0], [0.2, 0.3]]);
});

test("a scribble without end has as many points as there may be, from its beginning to its end", () => {
  const scribble: Point[] = Array.from({ length: 6000 }, (_, index) => [Math.abs(Math.sin(index)), Math.abs(Math.cos(index * 7))]);
  const kept = simplify(scribble, 1500);
  expect(kept.length).toBeLessThanOrEqual(1500);
  expect([kept[0], kept.at(-1)]).toEqual([scribble[0], scribble.at(-1)]);
});

test.each([[[[0.5, 0.5]]], [[[0.5, 0.5], [0.5, 0.5]]]] satisfies [Point[]][])("a dot stays a dot", (dot) => {
  expect(simplify(dot, 10)).toEqual(dot);
});
