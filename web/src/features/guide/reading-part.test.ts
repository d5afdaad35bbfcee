import { expect, test } from "vitest";

import { readingPart, WHOLE } from "./reading-part";

// The same cases as tests/domain/documents/exports/test_shown_part.py.
test("a small button is shown with its surroundings, in the middle", () => {
  expect(readingPart({ target: { x: 0.48, y: 0.49, width: 0.04, height: 0.02 }, pointer: null })).toEqual({
    x: 0.25,
    y: 0.25,
    share: 0.5,
  });
});

test("in a corner the part ends where the picture does", () => {
  const target = { x: 0.96, y: 0.97, width: 0.04, height: 0.03 };
  expect(readingPart({ target, pointer: null })).toEqual({ x: 0.5, y: 0.5, share: 0.5 });
});

test("what is large is shown in the whole picture, and so is what has no place", () => {
  expect(readingPart({ target: { x: 0, y: 0.1, width: 0.3, height: 0.2 }, pointer: null })).toEqual(WHOLE);
  expect(readingPart({ target: null, pointer: null })).toEqual(WHOLE);
});

test("a pointer that is elsewhere stays in the picture", () => {
  const target = { x: 0.1, y: 0.1, width: 0.04, height: 0.02 };
  expect(readingPart({ target, pointer: { x: 0.12, y: 0.11 } }).share).toBe(0.5);
  expect(readingPart({ target, pointer: { x: 0.9, y: 0.9 } })).toEqual(WHOLE);
});
