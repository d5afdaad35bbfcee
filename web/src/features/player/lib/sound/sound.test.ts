import { expect, test } from "vitest";

import { soundMark, soundOptions, type SoundFacts } from "./sound";

const FACTS: SoundFacts = {
  sounds: [
    { name: "de", language: "de" },
    { name: "de (2)", language: "de" },
    { name: "Director", language: "en" },
    { name: "Sound 4", language: null },
  ],
  current: "Director",
};

test("sounds are called by title or language, and each can be told apart", () => {
  expect(soundOptions(FACTS).map(({ label, note, checked }) => [label, note, checked])).toEqual([
    ["German", null, false],
    ["German (2)", null, false],
    ["Director", "English", true],
    ["Sound 4", null, false],
  ]);
});

test("the button has room for a code", () => {
  expect(soundMark(FACTS)).toBe("EN");
  expect(soundMark({ ...FACTS, current: "Sound 4" })).toBe("Sound 4");
  expect(soundMark({ ...FACTS, current: null })).toBe("DE");
});
