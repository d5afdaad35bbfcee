import { expect, test } from "vitest";

import { settleDuration } from "./indefinite-duration";

/** Behaves as Chromium does with a recording that states no duration. */
class UnindexedMedia extends EventTarget {
  duration = Infinity;
  error: unknown = null;
  seeking = false;
  paused = true;
  seeks: number[] = [];
  #time = 0;

  constructor(private readonly length: number) {
    super();
  }

  get currentTime(): number {
    return this.#time;
  }

  set currentTime(seconds: number) {
    this.seeks.push(seconds);
    this.seeking = true;
    queueMicrotask(() => {
      if (seconds > this.length) {
        this.duration = this.length;
        this.dispatchEvent(new Event("durationchange"));
      }
      this.#time = Math.min(seconds, this.length);
      this.seeking = false;
      this.dispatchEvent(new Event("seeked"));
    });
  }

  pause(): void {
    this.paused = true;
  }

  play(): Promise<void> {
    this.paused = false;
    return Promise.resolve();
  }
}

function settle(media: UnindexedMedia, signal = new AbortController().signal): Promise<void> {
  return settleDuration(media as unknown as HTMLMediaElement, signal);
}

test("the length becomes known and the position stays", async () => {
  const media = new UnindexedMedia(6.1);
  await settle(media);
  expect(media.duration).toBe(6.1);
  expect(media.currentTime).toBe(0);
  expect(media.seeking).toBe(false);
});

test("a playing video goes on where it was", async () => {
  const media = new UnindexedMedia(6.1);
  media.currentTime = 2;
  await Promise.resolve();
  await media.play();
  await settle(media);
  expect(media.currentTime).toBe(2);
  expect(media.paused).toBe(false);
});

test("a file that states its length is left alone", async () => {
  const media = new UnindexedMedia(6.1);
  media.duration = 6.1;
  await settle(media);
  expect(media.seeks).toEqual([]);
});

test("it gives up when told to, and when the media fails", async () => {
  const stuck = new UnindexedMedia(Infinity);
  const control = new AbortController();
  const waiting = settle(stuck, control.signal);
  control.abort();
  await waiting;
  expect(stuck.duration).toBe(Infinity);

  const broken = new UnindexedMedia(Infinity);
  const failing = settle(broken);
  broken.error = { code: 2 };
  broken.dispatchEvent(new Event("error"));
  await failing;
});
