import { expect, test } from "vitest";

import { nearest } from "./nearest";

const entries = Array.from({ length: 30 }, (_, second) => ({ timestamp: second }));
const at = (moment: number): number[] => nearest(entries, moment, 4).map(({ timestamp }) => timestamp);

test("those around a moment, as many as are asked for, also at the ends", () => {
  expect(at(10)).toEqual([8, 9, 10, 11]);
  expect(at(0)).toEqual([0, 1, 2, 3]);
  expect(at(99)).toEqual([26, 27, 28, 29]);
  expect(nearest(entries.slice(0, 2), 1, 4)).toHaveLength(2);
});
