import { expect, test } from "vitest";

import { begin, draw, erase, redo, undo } from "./history";
import type { Stroke } from "./stroke";

const stroke = (x: number): Stroke => ({ tool_type: "pen", points: [[x, 0]], color: "#ff3b30", width: 0.006 });
const [A, B, C] = [stroke(0.1), stroke(0.2), stroke(0.3)];

test("undo takes back what was drawn and what was erased, redo does it again", () => {
  const drawn = draw(draw(begin(), A), B);
  const erased = erase(drawn, [A]);
  expect(erased.strokes).toEqual([B]);
  expect(undo(erased).strokes).toEqual([A, B]);
  expect(undo(undo(erased)).strokes).toEqual([A]);
  expect(redo(undo(erased)).strokes).toEqual([B]);
  expect(redo(redo(undo(undo(erased)))).strokes).toEqual([B]);
});

test("a new stroke ends what could be done again", () => {
  const branched = draw(undo(draw(draw(begin(), A), B)), C);
  expect(branched.strokes).toEqual([A, C]);
  expect(redo(branched).strokes).toEqual([A, C]);
});

test("at either end nothing happens, nor where nothing was erased", () => {
  expect(undo(begin([A]))).toEqual(begin([A]));
  expect(redo(begin([A]))).toEqual(begin([A]));
  const history = draw(begin(), A);
  expect(erase(history, [B])).toBe(history);
});

test("it does not grow without end", () => {
  let history = begin();
  for (let round = 0; round < 500; round += 1) history = erase(draw(history, stroke(round / 500)), history.strokes);
  expect(history.past.length).toBeLessThanOrEqual(200);
});
