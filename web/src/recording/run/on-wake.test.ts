import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { onWake } from "./on-wake";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("calls once for each sleep, and not while the device is awake", () => {
  let sleeps = 0;
  const stop = onWake(() => (sleeps += 1));
  vi.advanceTimersByTime(300_000);
  expect(sleeps).toBe(0);
  vi.setSystemTime(Date.now() + 600_000);
  vi.advanceTimersByTime(10_000);
  expect(sleeps).toBe(1);
  stop();
  vi.setSystemTime(Date.now() + 600_000);
  vi.advanceTimersByTime(10_000);
  expect(sleeps).toBe(1);
});
