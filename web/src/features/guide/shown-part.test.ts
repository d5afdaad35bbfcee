import { expect, test } from "vitest";

import { shownPart } from "./shown-part";

test("a small button is shown with its surroundings, in the middle", () => {
  const part = shownPart({ x: 0.48, y: 0.49, width: 0.04, height: 0.02 });
  expect(part.width).toBe(0.4);
  expect(part.x).toBeCloseTo(0.3);
  expect(part.y + (part.width * 10) / 18).toBeCloseTo(0.5);
});

test("in a corner the part ends where the picture does", () => {
  const part = shownPart({ x: 0.96, y: 0.97, width: 0.04, height: 0.03 });
  expect(part.x + part.width).toBeCloseTo(1);
  expect(part.y + (part.width * 10) / 9).toBeCloseTo(1);
  expect(shownPart({ x: 0, y: 0, width: 0.04, height: 0.03 })).toMatchObject({ x: 0, y: 0 });
});

test("what is wide is shown nearly whole", () => {
  expect(shownPart({ x: 0, y: 0.1, width: 0.9, height: 0.2 }).width).toBe(0.9);
});
