/** Which part of a picture a small preview shows: enough around what was pressed to know it again. Shares of the picture. */
interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** So many times as wide as what was pressed, and within these limits. */
const ROOM = 2.5;
const LEAST = 0.4;
const MOST = 0.9;
/** The preview is 16:10, most screens 16:9: of a part's width, so much is its height. */
const HEIGHT = 10 / 9;

const between = (least: number, value: number, most: number) => Math.max(least, Math.min(value, most));

export function shownPart(target: Place): { x: number; y: number; width: number } {
  const width = between(LEAST, Math.max(target.width, target.height) * ROOM, MOST);
  const height = Math.min(1, width * HEIGHT);
  return {
    x: between(0, target.x + target.width / 2 - width / 2, 1 - width),
    y: between(0, target.y + target.height / 2 - height / 2, 1 - height),
    width,
  };
}
