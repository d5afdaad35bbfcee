/** The connection to `/ws/live`: comes back after a loss, until the server says that there is nothing to come back to. */
import { backoff } from "@/lib/backoff";
import { actingGuest } from "@/lib/guest-access";

import { readLiveMessage, type LiveMessage } from "./live-messages";

const NOTHING_MORE: ReadonlySet<number> = new Set([1000, 4401, 4403, 4404, 4410]);

export type Request = { type: "live" } | { type: "seek"; time: number } | { type: "more"; offset: number };

export interface LiveSocketEvents {
  /** A connection stands: say what is wanted. */
  opened(): void;
  message(message: LiveMessage): void;
  bytes(bytes: ArrayBuffer): void;
  /** There is nothing to come back to. */
  over(): void;
}

export class LiveSocket {
  readonly #videoId: string;
  readonly #events: LiveSocketEvents;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #ended = false;

  constructor(videoId: string, events: LiveSocketEvents) {
    this.#videoId = videoId;
    this.#events = events;
    this.#open();
  }

  ask(request: Request, number: number): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ ...request, request: number }));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #open(): void {
    const url = new URL(`/ws/live/${this.#videoId}`, window.location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const guest = actingGuest();
    if (guest !== null) url.searchParams.set("token", guest);
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (this.#closed) return;
      if (typeof data !== "string") { this.#events.bytes(data); return; }
      const message = readLiveMessage(data);
      if (message !== null) this.#heard(message);
    };
    socket.onclose = ({ code }) => this.#lost(code);
    this.#socket = socket;
  }

  #heard(message: LiveMessage): void {
    if (message.type === "hello") {
      this.#attempt = 0;
      this.#events.opened();
    }
    this.#ended ||= message.type === "ended";
    this.#events.message(message);
  }

  #lost(code: number): void {
    if (this.#closed) return;
    if (this.#ended || NOTHING_MORE.has(code)) {
      this.#closed = true;
      return this.#events.over();
    }
    this.#timer = setTimeout(() => this.#open(), backoff(this.#attempt, Math.random));
    this.#attempt += 1;
  }
}
