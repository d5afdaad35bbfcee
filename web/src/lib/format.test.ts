import { expect, test } from "vitest";

import { formatAgo, formatBytes, formatClock, formatCount, formatPercent, formatSpokenClock } from "./format";

test.each([
  [0, "0:00"],
  [9.99, "0:09"],
  [104, "1:44"],
  [3789, "1:03:09"],
  [null, "–:––"],
  [Infinity, "–:––"],
])("%s seconds read %s", (seconds, text) => {
  expect(formatClock(seconds)).toBe(text);
});

test("a position is spoken with its units", () => {
  expect(formatSpokenClock(104)).toBe("1 minute 44 seconds");
  expect(formatSpokenClock(0)).toBe("0 seconds");
});

test.each([
  [999, "999 bytes"],
  [640_000, "640 kB"],
  [31_400_000, "31.4 MB"],
  [2_000_000_000, "2 GB"],
])("%i bytes read %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test("only what is all done is 100 %", () => {
  expect(formatPercent(0.624)).toBe("62%");
  expect(formatPercent(0.999)).toBe("99%");
  expect(formatPercent(1)).toBe("100%");
});

test("ages go from minutes to a date", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  expect(formatAgo("2026-11-21T11:59:40Z", "long", now)).toBe("now");
  expect(formatAgo("2026-11-21T11:55:00Z", "long", now)).toBe("5 minutes ago");
  expect(formatAgo("2026-11-21T10:00:00Z", "long", now)).toBe("2 hours ago");
  expect(formatAgo("2026-11-20T12:00:00Z", "long", now)).toBe("yesterday");
  expect(formatAgo("2026-11-01T12:00:00Z", "long", now)).toBe("Nov 1");
  expect(formatAgo("2025-11-01T12:00:00Z", "long", now)).toBe("Nov 1, 2025");
  // A device whose clock is behind the server's.
  expect(formatAgo("2026-11-21T12:00:09Z", "long", now)).toBe("now");
});

test("one is not many", () => {
  expect([0, 1, 2].map((amount) => formatCount(amount, "step"))).toEqual(["0 steps", "1 step", "2 steps"]);
});
