import { expect, test } from "vitest";

import { currentHit, nextHit, previousHit } from "./current-hit";

const HITS = [{ timestamp: 2 }, { timestamp: 10 }, { timestamp: 10 }, { timestamp: 30 }];

test("the current hit is the last that has begun, seeking being as exact as frames", () => {
  expect([0, 1.8, 2, 9, 12, 99].map((seconds) => currentHit(HITS, seconds))).toEqual([-1, 0, 0, 0, 2, 3]);
});

test("next and previous go around", () => {
  expect([0, 2, 10, 31].map((seconds) => nextHit(HITS, seconds)?.timestamp)).toEqual([2, 10, 30, 2]);
  expect([40, 30.5, 10.2, 2].map((seconds) => previousHit(HITS, seconds)?.timestamp)).toEqual([30, 10, 2, 30]);
  const none: { timestamp: number }[] = [];
  expect([nextHit(none, 0), previousHit(none, 0)]).toEqual([undefined, undefined]);
});
