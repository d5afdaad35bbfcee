import { expect, test } from "vitest";

import { Rate } from "./rate";

test("a rate needs some seconds to be known, and forgets old ones", () => {
  const rate = new Rate();
  rate.add(0, 0);
  rate.add(1000, 1000);
  expect(rate.perSecond(1000)).toBeNull();
  rate.add(2000, 2000);
  expect(rate.perSecond(2000)).toBe(1000);
  for (let second = 3; second <= 30; second += 1) rate.add(2000, second * 1000);
  expect(rate.perSecond(30_000)).toBe(0);
});

test("parts that go again say nothing about speed", () => {
  const rate = new Rate();
  rate.add(9000, 0);
  rate.add(5000, 3000);
  expect(rate.perSecond(3000)).toBeNull();
});
