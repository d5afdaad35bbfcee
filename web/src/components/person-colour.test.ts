import { expect, test } from "vitest";

import { initials, personColour } from "./person-colour";

test.each([
  ["Ana Núñez", "AN"],
  ["Jean Claude van Damme", "JD"],
  ["  mara ", "M"],
  ["李 雷", "李雷"],
  ["", "?"],
])("%j has the initials %s", (name, text) => {
  expect(initials(name)).toBe(text);
});

test("a person keeps one colour", () => {
  expect(personColour("u-1")).toBe(personColour("u-1"));
});
