import { expect, test } from "vitest";

import type { Said, StrokeMessage, WireStroke } from "./protocol";
import { StrokeTeller } from "./stroke-teller";

const PEN: WireStroke = { tool_type: "pen", points: [[0, 0]], color: "#ff3b30", width: 0.006 };

function begun() {
  const said: StrokeMessage[] = [];
  const frames: (() => void)[] = [];
  const later: (() => void)[] = [];
  let names = 0;
  const teller = new StrokeTeller({
    say: (message: Said) => said.push(message as StrokeMessage) > 0,
    nextFrame: (job) => frames.push(job),
    after: (_, job) => later.push(job),
    newId: () => `s-${(names += 1)}`,
  });
  const paint = (): void => frames.splice(0).forEach((job) => job());
  const take = (): StrokeMessage[] => said.splice(0);
  return { teller, paint, take, wait: () => later.splice(0).forEach((job) => job()) };
}

function line(amount: number): WireStroke["points"] {
  return Array.from({ length: amount }, (_, index) => [index / 10_000, 0]);
}

test("what a hand draws between two frames is one message, and each point is said once", () => {
  const { teller, paint, take } = begun();
  teller.grow({ ...PEN, points: line(1) }, 4);
  teller.grow({ ...PEN, points: line(3) }, 4);
  expect(take()).toEqual([]);
  paint();
  teller.grow({ ...PEN, points: line(5) }, 4);
  paint();
  paint();
  expect(take()).toEqual([
    { type: "stroke", id: "s-1", phase: "begin", timestamp: 4, ...PEN, points: line(3) },
    { type: "stroke", id: "s-1", phase: "points", points: line(5).slice(3) },
  ]);
});

test("what is on the board has ended under the name of its drawing; undo takes it back, redo says it again", () => {
  const { teller, take } = begun();
  teller.grow(PEN, 4);
  teller.lift(PEN);
  const board = { strokes: [PEN], timestamp: 4, clientId: "c-1" };
  teller.show(board);
  expect(take().map(({ id, phase }) => [id, phase])).toEqual([["s-1", "begin"], ["s-1", "end"]]);
  teller.show(board);
  expect(take()).toEqual([]);
  teller.show({ ...board, strokes: [] });
  expect(take()).toEqual([{ type: "stroke", id: "s-1", phase: "cancel" }]);
  teller.show(board);
  expect(take().map(({ id, phase }) => [id, phase])).toEqual([["s-2", "begin"], ["s-2", "end"]]);
});

test("what nobody keeps is taken back; what is kept is not", () => {
  for (const [kept, phases] of [[false, ["cancel"]], [true, []]] as const) {
    const { teller, take } = begun();
    teller.show({ strokes: [PEN], timestamp: 4, clientId: "c-1" });
    take();
    teller.end(kept);
    expect(take().map(({ phase }) => phase)).toEqual(phases);
  }
});

test("a pulled line says where its end is now", () => {
  const { teller, paint, take } = begun();
  const arrow = { ...PEN, tool_type: "arrow" };
  for (const x of [0, 0.2, 0.4]) {
    teller.grow({ ...arrow, points: [[0, 0], [x, 0]] }, 4);
    paint();
  }
  expect(take().map((message) => ("points" in message ? message.points : null))).toEqual([[[0, 0], [0, 0]], [[0.2, 0]], [[0.4, 0]]]);
});

test("long lines go in pieces that a room takes, also after they were thinned out", () => {
  const { teller, paint, take } = begun();
  teller.grow({ ...PEN, points: line(450) }, 4);
  paint();
  teller.grow({ ...PEN, points: line(230) }, 4);
  paint();
  const lengths = take().map((message) => ("points" in message ? message.points.length : 0));
  expect(lengths).toEqual([200, 200, 50, 200, 30]);
});

test("whoever comes is told what is on the board, however many come at once", () => {
  const { teller, take, wait } = begun();
  teller.show({ strokes: [PEN], timestamp: 4, clientId: "c-1" });
  take();
  for (let each = 0; each < 20; each += 1) teller.tellAgain();
  expect(take().map(({ id, phase }) => [id, phase])).toEqual([["s-1", "begin"], ["s-1", "end"]]);
  wait();
  expect(take()).toHaveLength(2);
  wait();
  expect(take()).toEqual([]);
});
