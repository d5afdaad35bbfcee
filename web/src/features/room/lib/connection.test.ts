import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { connect, type Connection } from "./connection";
import type { Heard } from "./protocol";

vi.mock("@/lib/sign-in-fetch", () => ({ renewSignIn: vi.fn(() => Promise.resolve()), checkSignIn: vi.fn(() => Promise.resolve()) }));

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 1;
  bufferedAmount = 0;
  sent: string[] = [];
  closed = false;
  onmessage: (event: { data: unknown }) => void = () => undefined;
  onclose: (event: { code: number }) => void = () => undefined;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }
  send(data: string): void {
    this.sent.push(data);
  }
  close(): void {
    this.closed = true;
  }
}

let connection: Connection | null = null;
const heard: Heard[] = [];
const lost: boolean[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  heard.length = lost.length = 0;
});

afterEach(() => {
  connection?.leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);
const last = (): FakeSocket => {
  const socket = FakeSocket.all[FakeSocket.all.length - 1];
  if (!socket) throw new Error("no socket was opened");
  return socket;
};

async function opened(): Promise<FakeSocket> {
  connection = connect(() => "ws://here/room", { heard: (messages) => heard.push(...messages), lost: (ended) => lost.push(ended) });
  await pass(0);
  return last();
}

test("what comes in frames is heard, and what is no frame is not", async () => {
  const socket = await opened();
  socket.onmessage({ data: '[{"type":"version","version":4},{"no":"type"},3]' });
  socket.onmessage({ data: "no JSON" });
  socket.onmessage({ data: new ArrayBuffer(2) });
  expect(heard).toEqual([{ type: "version", version: 4 }]);
});

test("a connection that ends is made anew, later each time; one that was of use begins again", async () => {
  await opened();
  last().onclose({ code: 1006 });
  expect(lost).toEqual([false]);
  await pass(500);
  expect(FakeSocket.all).toHaveLength(2);
  last().onclose({ code: 1012 });
  await pass(400);
  expect(FakeSocket.all).toHaveLength(2);
  await pass(700);
  expect(FakeSocket.all).toHaveLength(3);
});

test.each([4400, 4403, 4404])("after %i nobody comes back", async (code) => {
  await opened();
  last().onclose({ code });
  await pass(600_000);
  expect(FakeSocket.all).toHaveLength(1);
  expect(lost).toEqual([true]);
});

test("whose sign-in ran out is let in with a new one; who has none any more is not tried for ever", async () => {
  await opened();
  for (let each = 0; each < 6; each += 1) {
    last().onclose({ code: 4401 });
    await pass(20_000);
  }
  expect(FakeSocket.all).toHaveLength(3);
});

test("without a network nothing is tried, and at once when it is back", async () => {
  await opened();
  const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  window.dispatchEvent(new Event("offline"));
  expect(last().closed).toBe(true);
  await pass(60_000);
  expect(FakeSocket.all).toHaveLength(1);
  online.mockRestore();
  window.dispatchEvent(new Event("online"));
  await pass(0);
  expect(FakeSocket.all).toHaveLength(2);
});

test("one that says nothing though it is asked is dead", async () => {
  const socket = await opened();
  await pass(16_000);
  expect(socket.sent).toEqual(['{"type":"alive"}']);
  socket.onmessage({ data: '[{"type":"alive"}]' });
  await pass(30_000);
  expect(FakeSocket.all).toHaveLength(1);
  await pass(45_000);
  expect(socket.closed).toBe(true);
  expect(FakeSocket.all.length).toBeGreaterThan(1);
});

test("nothing piles up where the network is slow", async () => {
  const socket = await opened();
  expect(connection?.say({ type: "hand", up: true })).toBe(true);
  socket.bufferedAmount = 1024 * 1024;
  expect(connection?.say({ type: "hand", up: false })).toBe(false);
  expect(socket.sent).toHaveLength(1);
});
