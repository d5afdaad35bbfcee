/** One connection to the fake server, with the faults a real one has. */

import type { Clock, FinishedUpload, Socket, SocketListener, UploadFault } from "../types";

/** Where a socket dies. A frame counts as taken once it was appended. */
export type Cut =
  | { at: "open" }
  | { at: "ready" }
  | { at: "frame"; count: number; taken: boolean }
  | { at: "finish"; taken: boolean };

/** As much of the server as one connection to it sees. */
export interface SocketHost {
  readonly clock: Clock;
  readonly latency: number;
  readonly window: number;
  readonly maxChunk: number;
  readonly acks: boolean;
  readonly refusal: { close: number; error?: UploadFault } | null;
  readonly offset: number;
  readonly stored: number;
  readonly size: number | null;
  readonly result: FinishedUpload;
  aborts: number;
  mostInFlight: number;
  append(bytes: Blob): void;
  /** Null when the end was declared where the bytes end, or once more. */
  finish(size: number): UploadFault | null;
}

export class FakeSocket implements Socket {
  bufferedAmount = 0;
  /** Everything the client sent: sizes of frames, and messages. */
  readonly heard: (number | string)[] = [];
  readonly #server: SocketHost;
  readonly #listener: SocketListener;
  readonly #cut: Cut | null;
  #open = true;
  #frames = 0;
  #inFlight = 0;

  constructor(server: SocketHost, listener: SocketListener, cut: Cut | null) {
    this.#server = server;
    this.#listener = listener;
    this.#cut = cut;
    this.#later(() => this.#greet());
  }

  get isOpen(): boolean {
    return this.#open;
  }

  send(data: string | Blob): void {
    if (!this.#open) return;
    this.heard.push(typeof data === "string" ? data : data.size);
    if (typeof data === "string") this.#later(() => this.#command(data));
    else this.#frame(data);
  }

  close(): void {
    this.#open = false;
  }

  /** The server's side closes. */
  end(code: number): void {
    if (!this.#open) return;
    this.#open = false;
    this.#listener.closed(code);
  }

  say(message: Record<string, unknown>): void {
    if (this.#open) this.#listener.message(JSON.stringify(message));
  }

  sayRaw(text: string): void {
    this.#listener.message(text);
  }

  #greet(): void {
    const { refusal, offset, stored, window, maxChunk, size } = this.#server;
    if (this.#cut?.at === "open") return this.end(1006);
    if (refusal !== null) return this.#refuse(refusal.close, refusal.error);
    if (size !== null) return this.#refuse(4409, { code: "already_finished", message: "It was finished." });
    this.say({ type: "ready", offset, stored, window, max_chunk: maxChunk });
    if (this.#cut?.at === "ready") this.end(1006);
  }

  #refuse(close: number, error?: { code: string; message: string }): void {
    if (error !== undefined) this.say({ type: "error", ...error });
    this.end(close);
  }

  #frame(bytes: Blob): void {
    this.#frames += 1;
    this.#inFlight += 1;
    this.#server.mostInFlight = Math.max(this.#server.mostInFlight, this.#inFlight);
    const cut = this.#cut?.at === "frame" && this.#cut.count === this.#frames ? this.#cut : null;
    this.#later(() => {
      if (cut?.taken !== false) this.#server.append(bytes);
      if (cut !== null) return this.end(1006);
      if (!this.#server.acks) return;
      this.#inFlight -= 1;
      this.say({ type: "ack", offset: this.#server.offset });
      this.say({ type: "stored", offset: this.#server.stored });
    });
  }

  #command(text: string): void {
    const message = JSON.parse(text) as { type: string; size?: number };
    if (message.type === "abort") {
      this.#server.aborts += 1;
      return this.end(1000);
    }
    const cut = this.#cut?.at === "finish" ? this.#cut : null;
    if (cut?.taken === false) return this.end(1006);
    const refusal = this.#server.finish(message.size ?? -1);
    if (cut !== null) return this.end(1006);
    if (refusal !== null) return this.#refuse(1011, refusal);
    const { status, playbackUrl } = this.#server.result;
    this.say({ type: "finished", status, playback_url: playbackUrl });
    this.end(1000);
  }

  #later(run: () => void): void {
    this.#server.clock.after(this.#server.latency, () => {
      if (this.#open) run();
    });
  }
}
