import { expect, test } from "vitest";

import { objectOf, signedUntil, stableUrl } from "./signed-url";

const DAY = Date.parse("2026-11-21T10:00:00Z");
const signed = (object: string, mark: string, date = "20261121T100000Z"): string =>
  `https://s3.example/${object}?X-Amz-Date=${date}&X-Amz-Expires=3600&X-Amz-Signature=${mark}`;

test("a SigV4 URL ends its lifetime after its date", () => {
  expect(signedUntil(signed("a", "1"))).toBe(DAY + 3_600_000);
});

test("a CloudFront URL names its end; an unsigned one has none", () => {
  expect(signedUntil("https://cdn.example/a?Expires=1790000000&Signature=x")).toBe(1_790_000_000_000);
  expect(signedUntil("https://cdn.example/a")).toBeNull();
});

test("the first URL of an object is kept while it is good", () => {
  const first = signed("poster-1", "1");
  expect(stableUrl(first, DAY)).toBe(first);
  expect(stableUrl(signed("poster-1", "2"), DAY + 60_000)).toBe(first);
});

test("near its end it is exchanged", () => {
  stableUrl(signed("poster-2", "1"), DAY);
  const next = signed("poster-2", "2", "20261121T105900Z");
  expect(stableUrl(next, DAY + 59 * 60_000)).toBe(next);
});

test("signatures do not make another object", () => {
  expect(objectOf(signed("a", "1"))).toBe(objectOf(signed("a", "2")));
  expect(objectOf(signed("a", "1"))).not.toBe(objectOf(signed("b", "1")));
});
