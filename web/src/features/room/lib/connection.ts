/**
 * A connection to a room that mends itself.
 *
 * 1. Before each try the sign-in is renewed where it ran out: a socket is asked who it is only as it opens.
 * 2. A connection is dead that hears nothing, though it asks: browsers take minutes to notice.
 * 3. It is tried again with more and more time in between, at once when the network is back, and not at all where the
 *    server says that it is of no use.
 * 4. A page that nobody sees leaves after a while, and comes back when it is looked at.
 */
import { backoff } from "@/lib/backoff";
import { checkSignIn, renewSignIn } from "@/lib/sign-in-fetch";

import { endingOf, readFrame, type Heard, type Said } from "./protocol";

const ASK_MS = 15_000;
const SILENT_MS = 40_000;
const HIDDEN_MS = 60_000;
const WAIT_MS = 10_000;
/** What waits to be sent while the network is slow; beyond that, gestures are worthless. */
const MOST_WAITING = 256 * 1024;

export interface ConnectionEvents {
  heard: (messages: Heard[]) => void;
  /** There is none any more; `ended` for good. */
  lost: (ended: boolean) => void;
}

/** `address` is asked before each try. Returns how to speak, and how to leave. */
export interface Connection {
  say: (message: Said) => boolean;
  leave: () => void;
}

export function connect(address: () => string, events: ConnectionEvents): Connection {
  let socket: WebSocket | null = null;
  let opening = false;
  let ended = false;
  let tries = 0;
  let signedOut = 0;
  let heardAt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;

  async function open(): Promise<void> {
    clearTimeout(retry);
    if (ended || socket || opening || !navigator.onLine) return;
    opening = true;
    await renewSignIn();
    opening = false;
    if (isSettled()) return;
    const current = new WebSocket(address());
    socket = current;
    heardAt = Date.now();
    current.onmessage = ({ data }) => {
      if (socket === current) hear(data);
    };
    current.onclose = ({ code }) => {
      if (socket === current) closed(code);
    };
  }

  // While it waits, a page may leave.
  const isSettled = (): boolean => ended || socket !== null;

  function hear(data: unknown): void {
    heardAt = Date.now();
    tries = signedOut = 0;
    events.heard(readFrame(data));
  }

  function closed(code: number): void {
    socket = null;
    const ending = endingOf(code);
    if (ending === "signed-out" && (signedOut += 1) > 1) void checkSignIn();
    if (ending === "final" || signedOut > 2) return end();
    events.lost(false);
    retry = setTimeout(() => void open(), ending === "wait" ? WAIT_MS : backoff(tries, Math.random));
    tries += 1;
  }

  function drop(): void {
    const current = socket;
    socket = null;
    current?.close();
    if (current) events.lost(false);
  }

  function end(): void {
    if (ended) return;
    ended = true;
    clearTimeout(retry);
    clearTimeout(hiding);
    clearInterval(asking);
    window.removeEventListener("online", onOnline);
    window.removeEventListener("offline", drop);
    document.removeEventListener("visibilitychange", onVisibility);
    const current = socket;
    socket = null;
    current?.close(1000);
    events.lost(true);
  }

  function onOnline(): void {
    tries = 0;
    void open();
  }

  function onVisibility(): void {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(drop, HIDDEN_MS);
    else void open();
  }

  function look(): void {
    if (!socket) return document.hidden ? undefined : void open();
    if (Date.now() - heardAt < SILENT_MS) say({ type: "alive" });
    else {
      drop();
      void open();
    }
  }

  function say(message: Said): boolean {
    if (socket?.readyState !== WebSocket.OPEN || socket.bufferedAmount > MOST_WAITING) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  const asking = setInterval(look, ASK_MS);
  window.addEventListener("online", onOnline);
  window.addEventListener("offline", drop);
  document.addEventListener("visibilitychange", onVisibility);
  void open();
  return { say, leave: end };
}
