import { expect, test } from "vitest";

import { afterKey, moved, resized } from "./regions";

const BOX = { x: 0.4, y: 0.5, width: 0.2, height: 0.1 };

test("arrow keys move a region, and with Shift they change its size", () => {
  expect(afterKey(BOX, "ArrowRight", false)).toEqual({ ...BOX, x: 0.41 });
  expect(afterKey(BOX, "ArrowUp", true)).toEqual({ ...BOX, height: 0.09 });
  expect(afterKey(BOX, "a", false)).toBeNull();
});

test("it stays on the picture, and never becomes nothing", () => {
  expect(moved(BOX, 5, 5)).toEqual({ ...BOX, x: 0.8, y: 0.9 });
  expect(moved(BOX, -5, -5)).toEqual({ ...BOX, x: 0, y: 0 });
  expect(resized(BOX, 5, -5)).toEqual({ ...BOX, width: 0.6, height: 0.01 });
});
