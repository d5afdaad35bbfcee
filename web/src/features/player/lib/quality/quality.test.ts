import { expect, test } from "vitest";

import { aRung } from "@/test/fixtures";

import { qualityEntries, rungFor, shownQuality, type QualityFacts } from "./quality";

const RUNGS = [240, 360, 720, 1080].map((height) => ({ name: `${height}p`, height }));

function facts(change: Partial<QualityFacts> = {}): QualityFacts {
  return { kind: "hls", quality: "auto", offered: true, rungs: RUNGS, current: "720p", renditions: [], ...change };
}

const labels = (given: QualityFacts): string[] => qualityEntries(given).map(({ label }) => label);
const checked = (given: QualityFacts): string[] =>
  qualityEntries(given)
    .filter((entry) => entry.checked)
    .map(({ label }) => label);

test("auto and original leave the rung to the connection", () => {
  expect(rungFor("auto", RUNGS)).toBe(-1);
  expect(rungFor("original", RUNGS)).toBe(-1);
});

test("a rung is found by name, else the next smaller, else the smallest", () => {
  expect(rungFor("720p", RUNGS)).toBe(2);
  expect(rungFor("480p", RUNGS)).toBe(1);
  expect(rungFor("2160p", RUNGS)).toBe(3);
  expect(rungFor("144p", RUNGS)).toBe(0);
  expect(rungFor("720p", [])).toBe(-1);
});

test("the list goes from Auto with its rung over the rungs to the original", () => {
  expect(labels(facts())).toEqual(["Auto (720p)", "1080p", "720p", "360p", "240p", "Original"]);
  expect(checked(facts())).toEqual(["Auto (720p)"]);
});

test("one entry is checked, whatever this video has of what was chosen", () => {
  expect(checked(facts({ quality: "480p", current: "360p" }))).toEqual(["360p"]);
  expect(checked(facts({ quality: "original", kind: "original" }))).toEqual(["Original"]);
});

test("while rungs are made the list says how far they are and the original plays", () => {
  const renditions = [aRung("360p"), aRung("1080p", { ready: false, progress: 0.4 }), aRung("audio", { kind: "audio" })];
  const entries = qualityEntries(facts({ kind: "original", offered: false, rungs: [], current: null, renditions }));
  expect(entries.map(({ label, note, disabled }) => [label, note, disabled])).toEqual([
    ["1080p", "40%", true],
    ["360p", "100%", true],
    ["Original", null, false],
  ]);
});

test("the button shows what is on screen", () => {
  expect(shownQuality(facts())).toBe("720p");
  expect(shownQuality(facts({ current: null }))).toBe("Auto");
  expect(shownQuality(facts({ current: null, quality: "1080p" }))).toBe("1080p");
  expect(shownQuality(facts({ kind: "original" }))).toBe("Original");
});
