import { afterEach, expect, test, vi } from "vitest";

import { commonWords } from "@/words/common";
import { speak } from "@/words/speak";

import { formatAgo, formatBytes } from "./format";
import { beginLanguage, chooseLanguage, languageChoice, languageFor } from "./language";

afterEach(() => {
  document.documentElement.lang = "en";
});

test.each([
  ["auto", ["de-AT", "en"], "de"],
  ["auto", ["fr", "de", "en"], "de"],
  ["auto", ["en-GB", "de"], "en"],
  ["auto", ["fr-FR"], "en"],
  ["auto", [], "en"],
  ["de", ["en"], "de"],
  ["en", ["de"], "en"],
] as const)("%s for a browser that wants %j is %s", (choice, wanted, language) => {
  expect(languageFor(choice, wanted)).toBe(language);
});

test("a choice is remembered, and one that means nothing is none", () => {
  chooseLanguage("de");
  expect(languageChoice()).toBe("de");
  chooseLanguage("auto");
  expect(languageChoice()).toBe("auto");
  localStorage.setItem("videoflow.language", "toString");
  expect(languageChoice()).toBe("auto");
});

test("the page speaks it: words there are and words that come, numbers and times", async () => {
  chooseLanguage("de");
  vi.spyOn(navigator, "languages", "get").mockReturnValue(["en-GB"]);
  await beginLanguage();
  expect(document.documentElement.lang).toBe("de");
  expect(commonWords.tryAgain).toBe("Erneut versuchen");
  expect(speak("shell", { reload: "Reload" }).reload).toBe("Neu laden");
  expect(commonWords.steps(1200)).toBe("1.200 Schritte");
  expect(formatBytes(31_400_000)).toBe("31,4 MB");
  expect(formatAgo("2026-11-20T10:00:00Z", "long", Date.parse("2026-11-20T12:00:00Z"))).toBe("vor 2 Stunden");
  expect(formatAgo("2026-11-20T11:57:00Z", "short", Date.parse("2026-11-20T12:00:00Z"))).toBe("vor 3 Min.");
});
