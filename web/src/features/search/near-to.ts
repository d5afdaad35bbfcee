/** Which part of a frame to show, so that the words on it can be read. */

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Window {
  /** How many times larger than whole. */
  zoom: number;
  /** Where the part begins, as shares of the frame. */
  left: number;
  top: number;
}

const NEAREST = 2.4;
/** Around the words, as a share of what is shown. */
const MARGIN = 0.8;
const WHOLE: Window = { zoom: 1, left: 0, top: 0 };

/** The first of the words in the middle; all of it where there are none. */
export function nearTo(boxes: readonly Box[]): Window {
  const [first] = boxes;
  if (first === undefined) return WHOLE;
  // The others of its line come along, as far as they fit.
  const beside = boxes.filter(({ y, h }) => Math.abs(y + h / 2 - first.y - first.h / 2) < first.h);
  const right = Math.max(...beside.map(({ x, w }) => x + w));
  const start = Math.min(...beside.map(({ x }) => x));
  const zoom = Math.max(1, Math.min(NEAREST, MARGIN / Math.max(right - start, first.h)));
  const place = (middle: number): number => Math.min(Math.max(0, middle - 0.5 / zoom), 1 - 1 / zoom);
  return { zoom, left: place((start + right) / 2), top: place(first.y + first.h / 2) };
}
