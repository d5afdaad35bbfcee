import { expect, test } from "vitest";

import type { Heard } from "./protocol";
import { heardIn, OUTSIDE, withoutKept, type RoomState } from "./room-state";

const AINO = { id: "u-aino", name: "Aino", may_comment: true };
const WELCOME: Heard = { type: "welcome", peer: "me", version: 4, ...AINO, people: [{ peer: "peer1", id: null, name: "Jonas", may_comment: true, hand: true }] };
const BEGIN = { type: "stroke", from: "peer1", id: "s", phase: "begin", tool_type: "pen", points: [[0.1, 0.1]], color: "#ff3b30", width: 0.006, timestamp: 4 } as const;

function after(...messages: Heard[]): RoomState {
  return heardIn(OUTSIDE, [WELCOME, ...messages], 1000);
}

test("who comes sees who is here, and hears who comes and goes", () => {
  const state = after({ type: "joined", from: "peer2", id: "u-mara", name: "Mara", may_comment: false });
  expect(state.me).toMatchObject({ peer: "me", name: "Aino", mayComment: true });
  expect([...state.others.values()].map(({ name, hand }) => [name, hand])).toEqual([["Jonas", true], ["Mara", false]]);
  expect([...heardIn(state, [{ type: "left", from: "peer1" }], 0).others.keys()]).toEqual(["peer2"]);
});

test("a stroke grows as its points come, and goes as it is taken back, or with its hand", () => {
  const drawn = after(BEGIN, { type: "stroke", from: "peer1", id: "s", phase: "points", points: [[0.2, 0.2], [0.3, 0.3]] });
  const [stroke] = drawn.strokes.values();
  expect(stroke).toMatchObject({ timestamp: 4, clientId: null, stroke: { points: [[0.1, 0.1], [0.2, 0.2], [0.3, 0.3]] } });
  expect(heardIn(drawn, [{ type: "stroke", from: "peer1", id: "s", phase: "cancel" }], 0).strokes.size).toBe(0);
  expect(heardIn(drawn, [{ type: "left", from: "peer1" }], 0).strokes.size).toBe(0);
});

test("a line that is pulled has two ends", () => {
  const line = { ...BEGIN, tool_type: "arrow" };
  const drawn = after(line, { type: "stroke", from: "peer1", id: "s", phase: "points", points: [[0.5, 0.5]] }, { type: "stroke", from: "peer1", id: "s", phase: "points", points: [[0.9, 0.5]] });
  expect([...drawn.strokes.values()][0]?.stroke.points).toEqual([[0.1, 0.1], [0.9, 0.5]]);
});

test("what was drawn live goes once it is kept by that name, and nothing else does", () => {
  const drawn = after(BEGIN, { ...BEGIN, id: "t" }, { type: "stroke", from: "peer1", id: "s", phase: "end", client_id: "c-1" });
  expect([...withoutKept(drawn, new Set(["c-1"])).strokes.keys()]).toEqual(["peer1/t"]);
  expect(withoutKept(drawn, new Set(["c-2"]))).toBe(drawn);
});

test("one's own echo changes nothing but one's hand", () => {
  const before = after();
  expect(heardIn(before, [{ ...BEGIN, from: "me" }, { type: "cursor", from: "me", x: 0.5, y: 0.5 }], 0)).toBe(before);
  expect(heardIn(before, [{ type: "hand", from: "me", up: true }], 0).me?.hand).toBe(true);
});

test("only what changed is new, so that nothing else is drawn again", () => {
  const before = after(BEGIN);
  const moved = heardIn(before, [{ type: "cursor", from: "peer1", x: 0.5, y: 0.25 }], 0);
  expect(moved.strokes).toBe(before.strokes);
  expect(moved.cursors.get("peer1")).toEqual([0.5, 0.25]);
  expect(heardIn(moved, [{ type: "cursor", from: "peer1", x: null, y: null }], 0).cursors.size).toBe(0);
});

test("who comes back begins anew: whoever draws says it again", () => {
  const again = heardIn(after(BEGIN), [WELCOME], 0);
  expect(again.strokes.size).toBe(0);
  expect(again.others.size).toBe(1);
});

test("a page cannot be filled by somebody who never stops", () => {
  const many = Array.from({ length: 2100 }, (_, index): Heard => ({ ...BEGIN, id: `s-${index}` }));
  expect(after(...many).strokes.size).toBe(2000);
  const long = Array.from({ length: 60 }, (): Heard => ({ type: "stroke", from: "peer1", id: "s", phase: "points", points: Array.from({ length: 200 }, () => [0, 0]) }));
  expect([...after(BEGIN, ...long).strokes.values()][0]?.stroke.points).toHaveLength(8000);
});
