/** Draws the screen with the camera as a round bubble in one of its corners, as one picture to record. */

import { bubbleSquare, canvasSize, fitInside, middleSquare, type Corner, type Size, type Square } from "./bubble";
import { FrameClock, FRAMES_PER_SECOND } from "./frame-clock";

/** Used until the screen's first frame tells its size. */
const USUAL: Size = { width: 1920, height: 1080 };
const RING = 0.027;

export class Compositor {
  readonly canvas = document.createElement("canvas");
  readonly stream: MediaStream;
  corner: Corner = "bottom-left";
  readonly #pen: CanvasRenderingContext2D;
  readonly #screen: HTMLVideoElement;
  readonly #clock: FrameClock;
  #camera: HTMLVideoElement | null = null;

  constructor(screen: MediaStream) {
    const { width, height } = screen.getVideoTracks()[0]?.getSettings() ?? {};
    Object.assign(this.canvas, canvasSize({ width: width ?? USUAL.width, height: height ?? USUAL.height }));
    const pen = this.canvas.getContext("2d", { alpha: false });
    if (pen === null) throw new Error("This browser cannot draw on a canvas.");
    this.#pen = pen;
    this.#screen = playing(screen);
    this.#clock = new FrameClock(() => this.#draw());
    this.#clock.follow(this.#screen);
    this.stream = this.canvas.captureStream(FRAMES_PER_SECOND);
  }

  setCamera(camera: MediaStream | null): void {
    if (this.#camera !== null) this.#clock.unfollow(this.#camera);
    this.#camera = camera === null ? null : playing(camera);
    if (this.#camera !== null) this.#clock.follow(this.#camera);
  }

  stop(): void {
    this.#clock.stop();
    for (const track of this.stream.getTracks()) track.stop();
    this.#screen.srcObject = null;
    if (this.#camera !== null) this.#camera.srcObject = null;
  }

  #draw(): void {
    const { width, height } = this.canvas;
    this.#drawScreen({ width, height });
    if (this.#camera !== null && this.#camera.videoWidth > 0) this.#drawBubble(this.#camera, { width, height });
  }

  /** A shared window may change its shape while it is recorded; the recording may not. */
  #drawScreen(canvas: Size): void {
    const screen = { width: this.#screen.videoWidth, height: this.#screen.videoHeight };
    if (screen.width === 0) return;
    const fit = fitInside(screen, canvas);
    if (fit.x > 0.5 || fit.y > 0.5) this.#pen.clearRect(0, 0, canvas.width, canvas.height);
    this.#pen.drawImage(this.#screen, fit.x, fit.y, fit.width, fit.height);
  }

  #drawBubble(camera: HTMLVideoElement, canvas: Size): void {
    const to = bubbleSquare(canvas, this.corner);
    const from = middleSquare({ width: camera.videoWidth, height: camera.videoHeight });
    this.#pen.save();
    this.#disc(to, 0);
    this.#pen.shadowColor = "rgb(0 0 0 / 0.45)";
    this.#pen.shadowBlur = to.side * 0.16;
    this.#pen.shadowOffsetY = to.side * 0.05;
    this.#pen.fillStyle = "#fff";
    this.#pen.fill();
    this.#pen.shadowColor = "transparent";
    this.#disc(to, to.side * RING);
    this.#pen.clip();
    this.#pen.drawImage(camera, from.x, from.y, from.side, from.side, to.x, to.y, to.side, to.side);
    this.#pen.restore();
  }

  #disc({ x, y, side }: Square, inset: number): void {
    this.#pen.beginPath();
    this.#pen.arc(x + side / 2, y + side / 2, side / 2 - inset, 0, 2 * Math.PI);
  }
}

/** A video element outside the page; frames can be drawn from it once it plays. */
function playing(stream: MediaStream): HTMLVideoElement {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  // The audio is mixed elsewhere; an element that holds only pictures needs no permission to play.
  video.srcObject = new MediaStream(stream.getVideoTracks());
  video.play().catch(() => {
    // The source ended before it began: there is nothing to draw.
  });
  return video;
}
