/** Width by height of a video as it is shown; the usual one while nobody knows. */
export function ratioOf({ width, height }: { width: number | null; height: number | null }): number {
  return width === null || height === null || width === 0 || height === 0 ? 16 / 9 : width / height;
}
