import { expect, test } from "vitest";

import { aRung } from "@/test/fixtures";

import { rungWords } from "./rung-words";

test("rungs are told from large to small, without the sound", () => {
  const rungs = [aRung("360p"), aRung("audio", { kind: "audio" }), aRung("720p", { ready: false, progress: 0.4 })];
  expect(rungWords(rungs)).toBe("(720p 40%, 360p done)");
});

test("one rung is what the stage's own number says", () => {
  expect(rungWords([aRung("360p", { ready: false, progress: 0.4 })])).toBe("");
});
