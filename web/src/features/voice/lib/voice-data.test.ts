import { expect, test } from "vitest";

import { expectedAt, readVoice, seenAt, type Entry } from "./voice-data";

const LOG: readonly Entry[] = [
  { at: 0, video: 30, playing: true },
  { at: 2, video: 32, playing: false },
  { at: 3, video: 10, playing: true, rate: 2 },
];

test.each([
  [0, 30, true],
  [1.5, 31.5, true],
  [2.5, 32, false],
  [4, 12, true],
])("at %d the video is at %d", (at, video, playing) => {
  expect(expectedAt(LOG, at)).toMatchObject({ video, playing });
});

test("of a voice without a log nothing is expected", () => {
  expect(expectedAt([], 1)).toBeNull();
});

const STROKE = { at: 1, until: 2, points: [[0, 0], [0.25, 0], [0.5, 0], [1, 0]] };

test.each([
  [0.99, 0],
  [1, 1],
  [1.5, 2],
  [2, 4],
  [9, 4],
])("at %d so much of a stroke is seen: %d points", (at, points) => {
  expect(seenAt([STROKE], at).flatMap((each) => each.points)).toHaveLength(points);
});

test("what was taken back is gone from then on", () => {
  expect(seenAt([{ ...STROKE, gone: 5 }], 4.9)).toHaveLength(1);
  expect(seenAt([{ ...STROKE, gone: 5 }], 5)).toHaveLength(0);
});

test("what this page does not know is left out", () => {
  const readStrokes = (data: unknown) => (data as { strokes: { points: unknown }[] }).strokes.filter(({ points }) => Array.isArray(points));
  const data = { log: [...LOG, { at: "x" }, 5, null], strokes: [STROKE, { at: 1, until: 2 }, { points: [] }, "x"] };
  expect(readVoice(data, readStrokes)).toEqual({ log: LOG, strokes: [STROKE] });
  expect(readVoice(null, readStrokes)).toEqual({ log: [], strokes: [] });
});
