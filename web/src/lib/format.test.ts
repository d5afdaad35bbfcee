import { afterEach, expect, test, vi } from "vitest";

import { formatAgo, formatBytes, formatClock, formatMoment, formatPercent, formatSpokenClock } from "./format";

const SOURCES = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}"], { query: "?raw", import: "default", eager: true });

afterEach(() => document.documentElement.removeAttribute("lang"));

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

test("a reader of German gets English on an English page", () => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["de-DE", "de"]);
  document.documentElement.lang = "en";
  const now = Date.parse("2026-11-21T12:00:00Z");
  expect(formatAgo("2026-11-21T11:55:00Z", "short", now)).toBe("5 min. ago");
  expect(formatAgo("2025-11-01T12:00:00Z", "long", now)).toBe("Nov 1, 2025");
  expect(formatBytes(31_400_000)).toBe("31.4 MB");
  expect(formatMoment("2026-11-21T12:00:00Z")).toMatch(/^Saturday, November 21, 2026/);
});

test("the reader's region of the page's language is heeded", () => {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["de-AT", "en-GB", "en-US"]);
  document.documentElement.lang = "en";
  expect(formatAgo("2025-11-01T12:00:00Z", "long", Date.parse("2026-11-21T12:00:00Z"))).toBe("1 Nov 2025");
  document.documentElement.lang = "de";
  expect(formatBytes(31_400_000)).toBe("31,4 MB");
});

test("nothing else in the app lets the browser choose a language", () => {
  const own = new RegExp(String.raw`\.toLocale(Date|Time)?String\(|new Intl\.\w+(<[^>]*>)?\((?!pageLocale\(\))(?!\)\.resolvedOptions)`);
  const found = Object.entries(SOURCES).filter(([, text]) => own.test(text));
  expect(found.map(([path]) => path)).toEqual([]);
  expect(Object.keys(SOURCES).length).toBeGreaterThan(200);
});
