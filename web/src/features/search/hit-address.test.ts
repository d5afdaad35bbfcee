import { expect, test } from "vitest";

import { hitAddress } from "./hit-address";

test("a hit leads to its moment with the words; a title to the beginning", () => {
  expect(hitAddress("v", { kind: "screen", timestamp: 12.5 }, "send & mail")).toBe("/watch/v?q=send+%26+mail&t=12.3");
  expect(hitAddress("v", { kind: "comment", timestamp: 0 }, "x")).toBe("/watch/v?q=x&t=0");
  expect(hitAddress("v", { kind: "title", timestamp: 0 }, "x")).toBe("/watch/v?q=x");
});
