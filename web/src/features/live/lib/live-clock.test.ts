import { expect, it } from "vitest";

import { LiveClock } from "./live-clock";

it("aims at as much in hand as bursts are apart", () => {
  const clock = new LiveClock();
  expect(clock.aim).toBeCloseTo(1.35);
  expect([clock.came(0), clock.came(0.05), clock.came(1), clock.came(1.1), clock.came(2.4)]).toEqual([false, false, true, false, true]);
  expect(clock.aim).toBeCloseTo(1.65);
  for (let second = 3; second < 40; second += 3) clock.came(second);
  expect(clock.aim).toBeCloseTo(3.35);
  clock.forget();
  expect(clock.aim).toBeCloseTo(1.35);
});

it("a recorder that paused for long is not waited for so long again", () => {
  const clock = new LiveClock();
  clock.came(0);
  clock.came(100);
  expect(clock.aim).toBeLessThan(7);
});

it("keeps near by rates nobody sees, and jumps from afar", () => {
  const clock = new LiveClock();
  expect(clock.correct(1.35, 1)).toEqual({ rate: 1 });
  expect(clock.correct(2.2, 1)).toEqual({ rate: 1.08 });
  expect(clock.correct(1.6, 1.08)).toEqual({ rate: 1.08 });
  expect(clock.correct(1.3, 1.08)).toEqual({ rate: 1 });
  expect(clock.correct(0.9, 1)).toEqual({ rate: 0.94 });
  expect(clock.correct(1.2, 0.94)).toEqual({ rate: 0.94 });
  expect(clock.correct(1.4, 0.94)).toEqual({ rate: 1 });
  expect(clock.correct(9, 1)).toBe("jump");
});
