import { expect, it, vi } from "vitest";

import { Pace } from "./pace";

function paced(usualMs: number) {
  vi.useFakeTimers();
  const nudge = vi.fn();
  const clock = {
    get now() {
      return Date.now();
    },
    after(milliseconds: number, run: () => void) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
  return { nudge, pace: new Pace(clock, usualMs, nudge) };
}

it("asks for what there is as often as somebody who watches needs it", () => {
  const { nudge, pace } = paced(3000);
  vi.advanceTimersByTime(5000);
  expect(nudge).not.toHaveBeenCalled();
  pace.ask(1000);
  pace.ask(1000);
  vi.advanceTimersByTime(5100);
  expect(nudge).toHaveBeenCalledTimes(5);
  pace.ask(null);
  vi.advanceTimersByTime(5000);
  expect(nudge).toHaveBeenCalledTimes(5);
});

it("leaves chunks alone that are as short", () => {
  const { nudge, pace } = paced(1000);
  pace.ask(1000);
  vi.advanceTimersByTime(5000);
  expect(nudge).not.toHaveBeenCalled();
});

it("is over with the recorder", () => {
  const { nudge, pace } = paced(3000);
  pace.ask(500);
  pace.stop();
  vi.advanceTimersByTime(5000);
  expect(nudge).not.toHaveBeenCalled();
});
