import { expect, test } from "vitest";

import { nextPath } from "./next-path";

test.each([
  ["/watch/1?t=4", "/watch/1?t=4"],
  ["//evil.example/", "/"],
  ["/\\evil.example/", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["/\t/evil.example/", "/"],
  ["/\n/evil.example", "/"],
  ["/\\/evil.example", "/"],
  [" //evil.example", "/"],
  ["/library?q=a#b", "/library?q=a#b"],
])("after login %s leads to %s", (next, path) => {
  expect(nextPath(new URLSearchParams({ next }))).toBe(path);
});

test("without a wish it is the library", () => {
  expect(nextPath(new URLSearchParams())).toBe("/");
});
