import { expect, test } from "vitest";

import { indexAt } from "./index-at";

const STEPS = [{ timestamp: 2 }, { timestamp: 23 }, { timestamp: 98 }];

test.each([
  [0, -1],
  [2, 0],
  [22.8, 0],
  // A seek to 23 s may land a few ms early.
  [22.97, 1],
  [98, 2],
  [500, 2],
])("at %d s the current index is %i", (seconds, index) => {
  expect(indexAt(STEPS, seconds)).toBe(index);
});

test("no moments, no index", () => {
  expect(indexAt([], 10)).toBe(-1);
});
