/**
 * Says when to draw the composed picture's next frame.
 *
 * Video elements announce their frames while the page is visible; in a background tab they fall silent, and so do
 * the page's own timers. A worker's timer does not: it draws whatever the elements did not announce in time.
 */

export const FRAMES_PER_SECOND = 30;
const FRAME_MS = 1000 / FRAMES_PER_SECOND;
/** What is announced closer together than this belongs to one frame. Less than a frame, or a timer's jitter would halve the rate. */
const LEAST_MS = FRAME_MS * 0.8;

export class FrameClock {
  readonly #draw: () => void;
  readonly #videos = new Map<HTMLVideoElement, number>();
  readonly #worker: Worker;
  #last = 0;
  #running = true;

  constructor(draw: () => void) {
    this.#draw = draw;
    this.#worker = new Worker(new URL("./tick-worker.ts", import.meta.url), { type: "module" });
    this.#worker.onmessage = () => this.#frame();
    this.#worker.postMessage(FRAME_MS);
  }

  follow(video: HTMLVideoElement): void {
    if ("requestVideoFrameCallback" in video) this.#await(video);
  }

  unfollow(video: HTMLVideoElement): void {
    const handle = this.#videos.get(video);
    this.#videos.delete(video);
    if (handle !== undefined) video.cancelVideoFrameCallback(handle);
  }

  stop(): void {
    this.#running = false;
    for (const video of [...this.#videos.keys()]) this.unfollow(video);
    this.#worker.terminate();
  }

  #await(video: HTMLVideoElement): void {
    const handle = video.requestVideoFrameCallback(() => {
      if (!this.#running || !this.#videos.has(video)) return;
      this.#frame();
      this.#await(video);
    });
    this.#videos.set(video, handle);
  }

  #frame(): void {
    const now = performance.now();
    if (!this.#running || now - this.#last < LEAST_MS) return;
    this.#last = now;
    this.#draw();
  }
}
