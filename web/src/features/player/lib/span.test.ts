import { expect, test } from "vitest";

import { pulled } from "./span";

const SPAN = { from: 4, to: 8 };

test("all of it goes along, and stays as long as it is, to the ends of the video", () => {
  expect(pulled(SPAN, "all", 1.234, 12)).toEqual({ from: 5.23, to: 9.23 });
  expect(pulled(SPAN, "all", 60, 12)).toEqual({ from: 8, to: 12 });
  expect(pulled(SPAN, "all", -60, 12)).toEqual({ from: 0, to: 4 });
});

test("an end goes alone, and never past the other", () => {
  expect(pulled(SPAN, "to", 2, 12)).toEqual({ from: 4, to: 10 });
  expect(pulled(SPAN, "to", -60, 12)).toEqual({ from: 4, to: 4.1 });
  expect(pulled(SPAN, "from", 60, 12)).toEqual({ from: 7.9, to: 8 });
  expect(pulled(SPAN, "from", -60, 12)).toEqual({ from: 0, to: 8 });
});

test("one that reaches beyond a short video does not jump", () => {
  expect(pulled({ from: 4, to: 14 }, "all", 1, 12)).toEqual({ from: 2, to: 12 });
});
