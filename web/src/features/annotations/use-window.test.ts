import { renderHook } from "@testing-library/react";
import { expect, test } from "vitest";

import { backward, forward, useWindow, windowAround } from "./use-window";

const FIRST = { from: 0, to: 60 };

test.each([
  ["all of a short list is shown", FIRST, 5, -1, { from: 0, to: 5 }],
  ["of a long one its beginning", FIRST, 10_000, -1, FIRST],
  ["what is selected far down is shown with what stands around it", FIRST, 10_000, 5_000, { from: 4_970, to: 5_030 }],
  ["at the end there is nothing behind it", FIRST, 10_000, 9_999, { from: 9_969, to: 10_000 }],
  ["what is there already moves nothing", { from: 4_970, to: 5_030 }, 10_000, 5_001, { from: 4_970, to: 5_030 }],
  ["a list that became short is shown from its beginning", { from: 4_970, to: 5_030 }, 20, -1, { from: 0, to: 20 }],
  ["of one that grew, as much as before", { from: 0, to: 5 }, 10_000, -1, FIRST],
])("%s", (_, window, count, selected, expected) => {
  expect(windowAround(window, count, selected)).toEqual(expected);
});

test("another list begins at its beginning, and a selection moves once", () => {
  const { result, rerender } = renderHook(({ selected, key }) => useWindow(10_000, selected, key), {
    initialProps: { selected: -1, key: "all" },
  });
  expect(result.current).toMatchObject(FIRST);
  rerender({ selected: 700, key: "all" });
  expect(result.current).toMatchObject({ from: 670, to: 730 });
  rerender({ selected: -1, key: "all" });
  expect(result.current).toMatchObject({ from: 670, to: 730 });
  rerender({ selected: -1, key: "drawings" });
  expect(result.current).toMatchObject(FIRST);
});

test("who goes through a long list never has more than a part of it, and comes back the same way", () => {
  let window = FIRST;
  for (let times = 0; times < 20; times += 1) window = forward(window);
  expect(window).toEqual({ from: 960, to: 1_260 });
  for (let times = 0; times < 20; times += 1) window = backward(window);
  expect(window).toEqual({ from: 0, to: 300 });
});
