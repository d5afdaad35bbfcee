/** Single pictures of a video. Nobody tells a page how many a second has. */

/** Screen recordings rarely have more; one step never skips a frame people could see. */
export const FRAME_SECONDS = 1 / 30;

/** Which it is, from 0. */
export function frameAt(seconds: number): number {
  return Math.floor(seconds / FRAME_SECONDS + 0.001);
}
