/** Where the frame lies on the page, and which point of it a pointer is at. */
import { share } from "./stroke";

/** CSS pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The frame in a box that shows all of it, as large as it can be: bars beside it, or above and below. */
export function frameIn(width: number, height: number, ratio: number): Box {
  const wide = Math.min(width, height * ratio);
  const high = wide / ratio;
  return { left: (width - wide) / 2, top: (height - high) / 2, width: wide, height: high };
}

/** `x` and `y` in the pixels of `frame`; what lies beside it is at its edge. */
export function pointIn(frame: Box, x: number, y: number): readonly [number, number] {
  const { left, top, width, height } = frame;
  return width > 0 && height > 0 ? [share((x - left) / width), share((y - top) / height)] : [0, 0];
}
