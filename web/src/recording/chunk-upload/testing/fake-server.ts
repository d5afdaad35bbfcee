/** The server's side of an upload, in memory and in virtual time: what both transports of it write to. */

import type { Clock, FinishedUpload, OpenSocket, SocketListener, UploadFault } from "../types";
import { FakeSocket, type Cut, type SocketHost } from "./fake-socket";

export interface Refusal extends UploadFault {
  status: number;
  offset?: number;
}

export class FakeServer implements SocketHost {
  readonly clock: Clock;
  window = 4;
  maxChunk = 16 * 1024 * 1024;
  /** Milliseconds from a message to its answer. */
  latency = 20;
  /** Bytes S3 takes at once: `stored` moves in such steps. */
  part = 64;
  acks = true;
  sockets: FakeSocket[] = [];
  readonly addresses: string[] = [];
  /** One a connection, in order; connections beyond the list live. */
  cuts: (Cut | null)[] = [];
  /** Set to make every new socket fail, as a proxy does that knows none. */
  socketsBlocked = false;
  refusal: { close: number; error?: UploadFault } | null = null;
  offset = 0;
  stored = 0;
  size: number | null = null;
  aborts = 0;
  finishes = 0;
  largestFrame = 0;
  mostInFlight = 0;
  readonly result: FinishedUpload = { status: "processing", playbackUrl: "https://play.test/1" };
  readonly #accepted: Blob[] = [];

  constructor(clock: Clock) {
    this.clock = clock;
  }

  readonly openSocket: OpenSocket = (url: string, listener: SocketListener) => {
    this.addresses.push(url);
    const cut = this.cuts.shift() ?? null;
    const socket = new FakeSocket(this, listener, this.socketsBlocked ? { at: "open" } : cut);
    // A newer connection takes the upload over.
    for (const older of this.sockets) older.end(4409);
    this.sockets.push(socket);
    return socket;
  };

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (last === undefined) throw new Error("No socket was opened.");
    return last;
  }

  append(bytes: Blob): void {
    if (this.size !== null) throw new Error("Bytes came after the end.");
    this.#accepted.push(bytes);
    this.offset += bytes.size;
    this.stored = this.offset - (this.offset % this.part);
    this.largestFrame = Math.max(this.largestFrame, bytes.size);
  }

  /** Null when the end was declared where the bytes end, or once more. */
  finish(size: number): Refusal | null {
    this.finishes += 1;
    if (this.size !== null) return null;
    if (size !== this.offset) {
      return { status: 409, code: "incomplete", message: "Bytes are missing.", offset: this.offset };
    }
    this.size = size;
    this.stored = size;
    return null;
  }

  /** The host is gone with its spool: only what S3 has is left. Needs `stored` to lie between two frames. */
  loseUnstored(): void {
    while (this.offset > this.stored) this.offset -= this.#accepted.pop()?.size ?? this.offset;
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await new Blob(this.#accepted).arrayBuffer());
  }
}
