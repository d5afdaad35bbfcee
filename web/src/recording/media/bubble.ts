/** Where the camera's round bubble lies in a picture. All lengths are pixels of that picture. */

export const CORNERS = ["bottom-left", "bottom-right", "top-left", "top-right"] as const;
export type Corner = (typeof CORNERS)[number];

export interface Size {
  width: number;
  height: number;
}

export interface Square {
  x: number;
  y: number;
  side: number;
}

/** Shares of the picture's shorter side. */
const DIAMETER = 0.22;
const MARGIN = 0.037;

export function bubbleSquare(picture: Size, corner: Corner): Square {
  const shorter = Math.min(picture.width, picture.height);
  const side = Math.round(shorter * DIAMETER);
  const margin = Math.round(shorter * MARGIN);
  return {
    x: corner.endsWith("left") ? margin : picture.width - margin - side,
    y: corner.startsWith("top") ? margin : picture.height - margin - side,
    side,
  };
}

/** The corner whose quarter of the picture a point lies in. */
export function nearestCorner(picture: Size, x: number, y: number): Corner {
  const vertical = y < picture.height / 2 ? "top" : "bottom";
  const horizontal = x < picture.width / 2 ? "left" : "right";
  return `${vertical}-${horizontal}`;
}

const ARROWS: Readonly<Record<string, (corner: Corner) => Corner>> = {
  ArrowLeft: (corner) => (corner.startsWith("top") ? "top-left" : "bottom-left"),
  ArrowRight: (corner) => (corner.startsWith("top") ? "top-right" : "bottom-right"),
  ArrowUp: (corner) => (corner.endsWith("left") ? "top-left" : "top-right"),
  ArrowDown: (corner) => (corner.endsWith("left") ? "bottom-left" : "bottom-right"),
};

/** The corner an arrow key moves the bubble to; null for other keys. */
export function cornerByKey(corner: Corner, key: string): Corner | null {
  return ARROWS[key]?.(corner) ?? null;
}

/** The middle square of the camera's picture, which fills the bubble. */
export function middleSquare(camera: Size): Square {
  const side = Math.min(camera.width, camera.height);
  return { x: (camera.width - side) / 2, y: (camera.height - side) / 2, side };
}

/** Video encoders want even sides; more than this only costs. */
const LONGEST = { width: 1920, height: 1080 };

/** The composed picture's size: the screen's shape, at most 1920 × 1080 (or that upright), even sides. */
export function canvasSize(screen: Size): Size {
  const upright = screen.height > screen.width;
  const limit = upright ? { width: LONGEST.height, height: LONGEST.width } : LONGEST;
  const scale = Math.min(1, limit.width / screen.width, limit.height / screen.height);
  const even = (length: number): number => Math.max(2, 2 * Math.round((length * scale) / 2));
  return { width: even(screen.width), height: even(screen.height) };
}

/** A picture of one shape inside another, whole and centred. */
export function fitInside(inner: Size, outer: Size): Size & { x: number; y: number } {
  const scale = Math.min(outer.width / inner.width, outer.height / inner.height);
  const width = inner.width * scale;
  const height = inner.height * scale;
  return { x: (outer.width - width) / 2, y: (outer.height - height) / 2, width, height };
}
