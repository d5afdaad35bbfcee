import { expect, test } from "vitest";

import { shownAt, USUAL_SECONDS } from "./shown";

const drawing = (id: number, timestamp: number, end: number | null) => ({ id, timestamp, end, strokes: [] });
const ALL = [drawing(3, 10, 12), drawing(1, 10.5, 11), drawing(2, 10, null)];
const ids = (seconds: number): number[] => shownAt(ALL, seconds).map(({ id }) => id);

test("a drawing is there from its moment to its end, the later made above", () => {
  expect(ids(9.9)).toEqual([]);
  expect(ids(10)).toEqual([2, 3]);
  expect(ids(10.7)).toEqual([1, 2, 3]);
  expect(ids(12)).toEqual([2, 3]);
  expect(ids(12.1)).toEqual([2]);
  expect(ids(10 + USUAL_SECONDS + 0.1)).toEqual([]);
});

test("a player that stopped a little before the moment shows it", () => {
  expect(ids(9.985)).toEqual([2, 3]);
});
