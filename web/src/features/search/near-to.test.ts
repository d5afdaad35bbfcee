import { expect, test } from "vitest";

import { nearTo } from "./near-to";

test("without boxes the whole frame is shown", () => {
  expect(nearTo([])).toEqual({ zoom: 1, left: 0, top: 0 });
});

test("words stand in the middle of what is shown, and what is shown lies inside of the frame", () => {
  const { zoom, left, top } = nearTo([{ x: 0.45, y: 0.48, w: 0.1, h: 0.04 }]);
  expect(zoom).toBe(2.4);
  expect(left + 0.5 / zoom).toBeCloseTo(0.5);
  expect(top + 0.5 / zoom).toBeCloseTo(0.5);
  expect(nearTo([{ x: 0, y: 0, w: 0.1, h: 0.04 }])).toMatchObject({ left: 0, top: 0 });
  const corner = nearTo([{ x: 0.9, y: 0.96, w: 0.1, h: 0.04 }]);
  expect(corner.left + 1 / corner.zoom).toBeCloseTo(1);
  expect(corner.top + 1 / corner.zoom).toBeCloseTo(1);
});

test("a wide line is shown as wide as it is, and other lines do not count", () => {
  const line = [
    { x: 0.1, y: 0.5, w: 0.1, h: 0.03 },
    { x: 0.7, y: 0.5, w: 0.1, h: 0.03 },
  ];
  expect(nearTo(line).zoom).toBeCloseTo(0.8 / 0.7);
  expect(nearTo([{ x: 0.1, y: 0.5, w: 0.1, h: 0.03 }, { x: 0.7, y: 0.9, w: 0.1, h: 0.03 }]).zoom).toBe(2.4);
  expect(nearTo([{ x: 0, y: 0, w: 1, h: 1 }]).zoom).toBe(1);
});
