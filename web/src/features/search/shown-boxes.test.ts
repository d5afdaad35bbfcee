import { expect, test } from "vitest";

import { shownBoxes } from "./shown-boxes";

const box = (x: number) => ({ x, y: 0, w: 0.1, h: 0.1 });
const HITS = [
  { timestamp: 10, end: 60, boxes: [box(0.1), box(0.2)] },
  { timestamp: 12, end: 12.2, boxes: [box(0.3)] },
  { timestamp: 12, end: 12, boxes: [] },
];

test("words are boxed from where they come for some seconds, and no longer than they stand", () => {
  const at = (seconds: number) => shownBoxes(HITS, seconds).map(({ x }) => x);
  expect(at(9)).toEqual([]);
  expect(at(9.8)).toEqual([0.1, 0.2]);
  expect(at(12)).toEqual([0.1, 0.2, 0.3]);
  expect(at(13.5)).toEqual([0.1, 0.2]);
  expect(at(16)).toEqual([]);
});
