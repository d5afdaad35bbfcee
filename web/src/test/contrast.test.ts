/** Text of every colour can be read on every ground it stands on, light and dark (WCAG 2.2, 1.4.3). */
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

const styles = readFileSync("src/styles.css", "utf8");
const SOURCES = import.meta.glob<string>("../**/*.tsx", { query: "?raw", import: "default", eager: true });

type Theme = "light" | "dark";

/** The tokens as six digits; those with transparency are shades and no grounds. */
function tokens(theme: Theme): Map<string, string> {
  const found = styles.matchAll(/--([\w-]+): light-dark\(#([\da-f]{6}), #([\da-f]{6})\)/g);
  return new Map([...found].map(([, name = "", light = "", dark = ""]) => [name, theme === "light" ? light : dark]));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const NEUTRAL = ["bg", "panel", "sunk"];
const ON: Record<string, string[]> = {
  text: [...NEUTRAL, "line", "accent-soft", "rec-soft", "ok-soft", "warn-soft"],
  muted: [...NEUTRAL, "line", "accent-soft", "rec-soft", "ok-soft", "warn-soft"],
  faint: [...NEUTRAL, "accent-soft"],
  accent: [...NEUTRAL, "accent-soft"],
  "rec-text": [...NEUTRAL, "rec-soft"],
  ok: [...NEUTRAL, "ok-soft"],
  warn: [...NEUTRAL, "warn-soft"],
};

test.each<[Theme]>([["light"], ["dark"]])("small text is told from what is behind it in %s", (theme) => {
  const colours = tokens(theme);
  const poor = Object.entries(ON).flatMap(([ink, grounds]) =>
    grounds
      .map((ground) => [ink, ground, contrast(colours.get(ink) ?? "", colours.get(ground) ?? "")] as const)
      .filter(([, , ratio]) => !(ratio >= 4.5))
      .map(([, ground, ratio]) => `${ink} on ${ground}: ${ratio.toFixed(2)}`),
  );
  expect(poor).toEqual([]);
});

test.each<[Theme]>([["light"], ["dark"]])("white text is told from every filled button in %s", (theme) => {
  const colours = tokens(theme);
  const fills = ["accent-fill", "accent-fill-hover", "rec-fill", "rec-fill-hover"];
  const ratios = fills.map((fill) => contrast("ffffff", colours.get(fill) ?? ""));
  expect(fills.filter((_, index) => !((ratios[index] ?? 0) >= 4.5))).toEqual([]);
});

test("no text is made fainter by letting its ground shine through: the colours above are all there are", () => {
  const dimmed = /className="(?=[^"]*(?:^|[\s"])(?:num|text-|font-))[^"]*(?<![:\w-])opacity-[1-9]\d?\b/;
  const found = Object.entries(SOURCES).filter(([, text]) => dimmed.test(text));
  expect(found.map(([path]) => path)).toEqual([]);
});
