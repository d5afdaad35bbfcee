import { describe, expect, it } from "vitest";

import {
  bubbleSquare,
  canvasSize,
  CORNERS,
  cornerByKey,
  fitInside,
  middleSquare,
  nearestCorner,
  type Size,
} from "./bubble";

const PICTURES: Size[] = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1000, height: 1000 },
  { width: 3440, height: 1440 },
  { width: 320, height: 240 },
];

describe("bubbleSquare", () => {
  it.each(PICTURES)("lies whole inside $width × $height, nearest to its own corner", (picture) => {
    for (const corner of CORNERS) {
      const { x, y, side } = bubbleSquare(picture, corner);
      expect(x).toBeGreaterThan(0);
      expect(y).toBeGreaterThan(0);
      expect(x + side).toBeLessThan(picture.width);
      expect(y + side).toBeLessThan(picture.height);
      expect(nearestCorner(picture, x + side / 2, y + side / 2)).toBe(corner);
    }
  });

  it("has the same size and distance in every corner", () => {
    const picture = { width: 1920, height: 1080 };
    const distances = CORNERS.map((corner) => {
      const { x, y, side } = bubbleSquare(picture, corner);
      return [side, Math.min(x, picture.width - x - side), Math.min(y, picture.height - y - side)];
    });
    expect(new Set(distances.map(String)).size).toBe(1);
  });
});

describe("cornerByKey", () => {
  it("moves along the edge an arrow points to, and stays at it", () => {
    expect(cornerByKey("bottom-left", "ArrowRight")).toBe("bottom-right");
    expect(cornerByKey("bottom-left", "ArrowUp")).toBe("top-left");
    expect(cornerByKey("top-right", "ArrowDown")).toBe("bottom-right");
    expect(cornerByKey("top-left", "ArrowLeft")).toBe("top-left");
  });

  it("is nothing for other keys", () => {
    expect(cornerByKey("top-left", "Enter")).toBeNull();
  });
});

describe("middleSquare", () => {
  it("cuts the sides off a wide picture, the ends off a tall one", () => {
    expect(middleSquare({ width: 1280, height: 720 })).toEqual({ x: 280, y: 0, side: 720 });
    expect(middleSquare({ width: 480, height: 640 })).toEqual({ x: 0, y: 80, side: 480 });
  });
});

describe("canvasSize", () => {
  it.each(PICTURES)("keeps the shape of $width × $height, in even sides", (screen) => {
    const canvas = canvasSize(screen);
    expect([canvas.width % 2, canvas.height % 2]).toEqual([0, 0]);
    expect(canvas.width / canvas.height).toBeCloseTo(screen.width / screen.height, 1);
    expect(Math.max(canvas.width, canvas.height)).toBeLessThanOrEqual(1920);
    expect(Math.min(canvas.width, canvas.height)).toBeLessThanOrEqual(1080);
  });

  it("enlarges nothing", () => {
    expect(canvasSize({ width: 801, height: 600 })).toEqual({ width: 802, height: 600 });
  });
});

describe("fitInside", () => {
  it("leaves bars at the sides of a tall picture", () => {
    expect(fitInside({ width: 500, height: 1000 }, { width: 1000, height: 1000 })).toEqual({
      x: 250,
      y: 0,
      width: 500,
      height: 1000,
    });
  });
});
