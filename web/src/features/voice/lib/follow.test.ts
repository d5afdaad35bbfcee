import { expect, test, vi } from "vitest";

import { duck, lead } from "./follow";
import type { Entry } from "./voice-data";

const LOG: readonly Entry[] = [
  { at: 0, video: 30, playing: true },
  { at: 2, video: 12, playing: false },
];

function led(film: Partial<HTMLVideoElement>) {
  const whole = { paused: true, currentTime: 0, duration: 60, playbackRate: 1, seeking: false, volume: 0.8, ...film };
  return { film: whole as HTMLVideoElement, play: vi.fn(), pause: vi.fn(), seek: vi.fn() };
}

test("the video is brought to where it was, and plays as it did", () => {
  const film = led({});
  lead(film, LOG, 0.5, true);
  expect(film.seek).toHaveBeenCalledExactlyOnceWith(30.5);
  expect(film.play).toHaveBeenCalledOnce();
});

test("one that is nearly there is left alone", () => {
  const film = led({ paused: false, currentTime: 30.4 });
  lead(film, LOG, 0.5, true);
  expect([film.seek, film.play, film.pause].map((each) => each.mock.calls.length)).toEqual([0, 0, 0]);
});

test("it stops where it stopped, to the frame", () => {
  const film = led({ paused: false, currentTime: 12.1 });
  lead(film, LOG, 2.5, true);
  expect(film.pause).toHaveBeenCalledOnce();
  expect(film.seek).toHaveBeenCalledExactlyOnceWith(12);
});

test("a voice that rests has the video rest", () => {
  const film = led({ paused: false, currentTime: 30.5 });
  lead(film, LOG, 0.5, false);
  expect(film.pause).toHaveBeenCalledOnce();
});

test("a video that is over by then stays at its end", () => {
  const film = led({ currentTime: 31, duration: 31 });
  lead(film, LOG, 1.5, true);
  expect([film.play.mock.calls.length, film.seek.mock.calls.length]).toEqual([0, 0]);
});

test("its own sound is quieter meanwhile", () => {
  const { film } = led({});
  const louder = duck(film);
  expect(film.volume).toBeCloseTo(0.2);
  louder();
  expect(film.volume).toBe(0.8);
});
