import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { ConnectionEvents } from "./connection";
import type { Said } from "./protocol";
import { Room } from "./room";

const line = vi.hoisted(() => ({ events: null as ConnectionEvents | null, said: [] as Said[], left: 0 }));

vi.mock("./connection", () => ({
  connect: (_: () => string, events: ConnectionEvents) => {
    line.events = events;
    return { say: (message: Said) => line.said.push(message) > 0, leave: () => (line.left += 1) };
  },
}));

const AINO = { id: "u-aino", name: "Aino", may_comment: true };
const WELCOME = { type: "welcome" as const, peer: "me", version: 4, ...AINO, people: [{ peer: "other", ...AINO, id: "u-mara" }] };
const BEGIN = { type: "stroke", from: "other", id: "s", phase: "begin", tool_type: "pen", points: [[0, 0]], color: "#ff3b30", width: 0.006, timestamp: 4 } as const;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(line, { events: null, said: [], left: 0 });
});
afterEach(() => vi.useRealTimers());

function entered() {
  const room = new Room(() => "ws://here");
  const seen = vi.fn();
  const leave = room.subscribe(seen);
  line.events?.heard([WELCOME]);
  vi.advanceTimersByTime(50);
  return { room, leave, seen };
}

test("one connection serves the page; it ends a moment after nobody looks any more", () => {
  const { room, leave } = entered();
  const again = room.subscribe(() => undefined);
  leave();
  vi.advanceTimersByTime(5_000);
  expect(line.left).toBe(0);
  again();
  room.subscribe(() => undefined)();
  vi.advanceTimersByTime(5_000);
  expect(line.left).toBe(1);
});

test("what came together is seen together; news is read at once", () => {
  const { room, seen } = entered();
  const read = vi.fn();
  room.onCommitted(read);
  seen.mockClear();
  line.events?.heard([BEGIN, { type: "version", version: 5 }]);
  line.events?.heard([{ ...BEGIN, id: "t" }]);
  expect(read).toHaveBeenCalledExactlyOnceWith({ type: "version", version: 5 });
  expect(seen).not.toHaveBeenCalled();
  vi.advanceTimersByTime(50);
  expect(seen).toHaveBeenCalledOnce();
  expect(room.state().strokes.size).toBe(2);
});

test("whoever asks hears of which version all is, should nobody have told it", () => {
  const { room } = entered();
  const read = vi.fn();
  room.onCommitted(read);
  line.events?.heard([{ type: "alive", version: 9 }, { type: "alive" }]);
  expect(read).toHaveBeenCalledExactlyOnceWith({ type: "version", version: 9 });
});

test("a stroke whose end is taken after its drawing was kept does not stay", () => {
  const { room } = entered();
  line.events?.heard([BEGIN, { type: "stroke", from: "other", id: "s", phase: "end", client_id: "c-1" }]);
  room.keptAs(["c-1"]);
  vi.advanceTimersByTime(50);
  expect(room.state().strokes.size).toBe(0);
});

test("a pointer is told as often as can be followed, and not where nobody is or one may only look", () => {
  const { room } = entered();
  for (let each = 1; each <= 10; each += 1) {
    room.pointAt([each / 10, 0]);
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(50);
  expect(line.said.length).toBeLessThan(6);
  expect(line.said[line.said.length - 1]).toEqual({ type: "cursor", x: 1, y: 0 });
  line.said = [];
  line.events?.heard([{ type: "rights", may_comment: false }]);
  vi.advanceTimersByTime(50);
  room.pointAt([0, 0]);
  vi.advanceTimersByTime(50);
  expect(line.said).toEqual([]);
});

test("a board is told again to whoever comes, and after one's own coming back", () => {
  const { room } = entered();
  const stroke = { tool_type: "pen", points: [[0, 0]], color: "#ff3b30", width: 0.006 };
  room.teller.show({ strokes: [stroke], timestamp: 4, clientId: "c-1" });
  line.said = [];
  vi.advanceTimersByTime(20_000);
  line.events?.heard([{ type: "joined", from: "third", ...AINO }]);
  vi.advanceTimersByTime(50);
  expect(line.said).toHaveLength(2);
  line.events?.lost(false);
  expect(room.state().me).toBeNull();
  vi.advanceTimersByTime(20_000);
  line.said = [];
  line.events?.heard([{ ...WELCOME, peer: "me again" }]);
  vi.advanceTimersByTime(50);
  expect(line.said).toHaveLength(2);
});
