/** Rectangles on a picture, as shares of it: moved and resized so that they stay on it. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One press of an arrow key. */
export const STEP = 0.01;
const LEAST = 0.01;

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most));
/** As it is stored. */
const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

export const FIRST_REGION: Region = { x: 0.35, y: 0.4, width: 0.3, height: 0.12 };

export function moved({ x, y, width, height }: Region, right: number, down: number): Region {
  return {
    x: rounded(between(0, x + right, 1 - width)),
    y: rounded(between(0, y + down, 1 - height)),
    width,
    height,
  };
}

export function resized({ x, y, width, height }: Region, wider: number, higher: number): Region {
  return {
    x,
    y,
    width: rounded(between(LEAST, width + wider, 1 - x)),
    height: rounded(between(LEAST, height + higher, 1 - y)),
  };
}

const ARROWS: Partial<Record<string, [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** What a key makes of a region; null where it means nothing here. */
export function afterKey(region: Region, key: string, withShift: boolean): Region | null {
  const arrow = ARROWS[key];
  if (!arrow) return null;
  return withShift ? resized(region, ...arrow) : moved(region, ...arrow);
}

export function same(one: Region | null, other: Region | null): boolean {
  if (one === null || other === null) return one === other;
  return (["x", "y", "width", "height"] as const).every((side) => one[side] === other[side]);
}
