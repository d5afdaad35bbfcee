import { afterEach, expect, test } from "vitest";

import { formatAgo, formatBytes } from "./format";
import { chooseLanguage, languageChoice } from "./language";

afterEach(() => {
  document.documentElement.lang = "en";
  chooseLanguage("auto");
});

test("a choice is remembered where the server sees it, and one that means nothing is none", () => {
  chooseLanguage("de");
  expect(document.cookie).toContain("language=de");
  expect(languageChoice()).toBe("de");
  chooseLanguage("auto");
  expect(languageChoice()).toBe("auto");
  document.cookie = "language=toString; Path=/";
  expect(languageChoice()).toBe("auto");
});

test("numbers and times are in the page's language", () => {
  document.documentElement.lang = "de";
  expect(formatBytes(31_400_000)).toBe("31,4 MB");
  expect(formatAgo("2026-11-20T10:00:00Z", "long", Date.parse("2026-11-20T12:00:00Z"))).toBe("vor 2 Stunden");
  expect(formatAgo("2026-11-20T11:57:00Z", "short", Date.parse("2026-11-20T12:00:00Z"))).toBe("vor 3 Min.");
});
