import { afterEach, expect, test } from "vitest";

import { counted } from "./plural";

afterEach(() => {
  document.documentElement.lang = "en";
});

test.each([
  ["en", ["0 steps", "1 step", "2 steps", "1,200 steps"]],
  ["de", ["0 steps", "1 step", "2 steps", "1.200 steps"]],
])("one is not many, and numbers are written as in %s", (language, written) => {
  document.documentElement.lang = language;
  expect([0, 1, 2, 1200].map((amount) => counted(amount, { one: "step", other: "steps" }))).toEqual(written);
});
