import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Pager } from "./pager";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("asks for the next page at once, and for no more than somebody will soon see", () => {
  let inHand = 3;
  const ask = vi.fn();
  const pager = new Pager(() => inHand, ask);
  pager.came(1000);
  vi.advanceTimersByTime(10);
  expect(ask.mock.calls).toEqual([[1000]]);
  inHand = 40;
  pager.came(2000);
  vi.advanceTimersByTime(5000);
  expect(ask).toHaveBeenCalledTimes(1);
  inHand = 5;
  vi.advanceTimersByTime(1000);
  expect(ask.mock.calls[1]).toEqual([2000]);
});

it("waits behind an empty page, and asks for nothing once it is over", () => {
  const ask = vi.fn();
  const pager = new Pager(() => 0, ask);
  pager.came(1000);
  pager.came(1000);
  vi.advanceTimersByTime(900);
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(ask).toHaveBeenCalledTimes(1);
  pager.came(2000);
  pager.stop();
  vi.advanceTimersByTime(5000);
  expect(ask).toHaveBeenCalledTimes(1);
});
