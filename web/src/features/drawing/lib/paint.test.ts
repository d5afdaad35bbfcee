import { expect, test } from "vitest";

import { linesOf } from "./paint";

const byLetters = (words: string): number => words.length;

test("text ends its lines before the frame does", () => {
  expect(linesOf("say who may do this", 8, byLetters)).toEqual(["say who", "may do", "this"]);
  expect(linesOf("incomprehensibly long", 8, byLetters)).toEqual(["incomprehensibly", "long"]);
  expect(linesOf("short", 8, byLetters)).toEqual(["short"]);
});
