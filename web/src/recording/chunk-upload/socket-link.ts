/** One connection to `/ws/upload`: from its opening to its end. */

import {
  cannotContinue,
  PIECE_BYTES,
  TRY_AGAIN,
  type Link,
  type LinkEvents,
  type LinkSource,
  type Loss,
} from "./link";
import {
  CLOSE_GOING_AWAY,
  faultOfClose,
  parseServerMessage,
  ProtocolError,
  type ClientMessage,
  type ServerMessage,
} from "./protocol";
import type { Cancel, Clock, OpenSocket, Socket, UploadFault, UploadTarget } from "./types";

/** `ready` comes within a second; a proxy that swallows sockets never answers. */
const READY_WITHIN_MS = 10_000;
/** A connection that moved nothing for two looks in a row is dead, though the browser may take minutes to say so. */
const LOOK_EVERY_MS = 10_000;
const ABORT_WITHIN_MS = 3_000;
const CLOSE_WITHIN_MS = 2_000;
/** Another machine has the recording, and may be lost: until that is known, each new connection hears the same. */
const WRONG_HOST = "wrong_host";

interface Granted {
  window: number;
  pieceBytes: number;
}

export class SocketLink implements Link {
  readonly #source: LinkSource;
  readonly #events: LinkEvents;
  readonly #clock: Clock;
  readonly #maxChunk: number;
  readonly #socket: Socket;
  /** End positions of the frames sent and not acknowledged, oldest first. */
  readonly #inFlight: number[] = [];
  #granted: Granted | null = null;
  #cursor = 0;
  #pumping = false;
  #finishSent = false;
  #open = true;
  #said: UploadFault | null = null;
  #cancelTimer: Cancel;
  #movement = 0;
  #whenClosed: (() => void) | null = null;

  constructor(target: UploadTarget, source: LinkSource, events: LinkEvents, clock: Clock, openSocket: OpenSocket) {
    this.#source = source;
    this.#events = events;
    this.#clock = clock;
    this.#maxChunk = target.maxChunk;
    this.#cancelTimer = clock.after(READY_WITHIN_MS, () => this.#lose(TRY_AGAIN));
    this.#socket = openSocket(withToken(target), {
      message: (text) => this.#receive(text),
      closed: (code) => this.#closed(code),
    });
  }

  wake(): void {
    void this.#pump();
  }

  abort(): Promise<boolean> {
    if (this.#granted === null || !this.#open) {
      this.close();
      return Promise.resolve(false);
    }
    this.#say({ type: "abort" });
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ABORT_WITHIN_MS, () => {
        this.close();
        resolve(false);
      });
      this.#whenClosed = () => {
        cancel();
        resolve(true);
      };
    });
  }

  close(): void {
    this.#open = false;
    this.#cancelTimer();
    this.#socket.close();
  }

  #receive(text: string): void {
    if (!this.#open) return;
    this.#movement += 1;
    let message: ServerMessage | null;
    try {
      message = parseServerMessage(text);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#lose(TRY_AGAIN);
      return;
    }
    if (message !== null) this.#obey(message);
  }

  #obey(message: ServerMessage): void {
    switch (message.type) {
      case "ready":
        this.#begin(message);
        break;
      case "ack":
        this.#acknowledge(message.offset);
        break;
      case "stored":
        this.#events.stored(message.offset);
        break;
      case "pace":
        this.#events.paced?.(message.chunkMs > 0 ? message.chunkMs : null);
        break;
      case "finished":
        this.close();
        this.#whenClosed?.();
        this.#events.finished({ status: message.status, playbackUrl: message.playbackUrl });
        break;
      case "error":
        this.#heed({ code: message.code, message: message.message });
    }
  }

  /** After an error nothing is sent: the close that follows tells whether a new connection helps. */
  #heed(said: UploadFault): void {
    this.#said = said;
    this.#granted = null;
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(CLOSE_WITHIN_MS, () => {
      this.#lose({ fault: faultOfClose(0, said), soon: false });
    });
  }

  #begin(ready: Extract<ServerMessage, { type: "ready" }>): void {
    const fault = cannotContinue(ready.offset, this.#source);
    if (fault !== null) {
      this.#lose({ fault, soon: false });
      return;
    }
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(LOOK_EVERY_MS, () => this.#look(-1));
    this.#cursor = ready.offset;
    this.#granted = {
      window: ready.window,
      pieceBytes: Math.min(PIECE_BYTES, this.#maxChunk, ready.maxChunk ?? this.#maxChunk),
    };
    this.#events.ready(ready.offset, ready.stored, ready.multitrackId);
    void this.#pump();
  }

  #acknowledge(offset: number): void {
    if (offset > this.#cursor) {
      this.#lose(TRY_AGAIN);
      return;
    }
    while (this.#inFlight[0] !== undefined && this.#inFlight[0] <= offset) this.#inFlight.shift();
    this.#events.acked(offset);
    void this.#pump();
  }

  /** Sends what there is, within the window; declares the end behind the last byte. */
  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (this.#maySend()) await this.#sendPiece();
      this.#declareEnd();
    } catch {
      this.#lose({ fault: { code: "unreadable", message: "The browser lost bytes it was keeping." }, soon: false });
    } finally {
      this.#pumping = false;
    }
  }

  #maySend(): boolean {
    return (
      this.#open &&
      this.#granted !== null &&
      this.#inFlight.length < this.#granted.window &&
      this.#cursor < this.#source.end
    );
  }

  async #sendPiece(): Promise<void> {
    const piece = await this.#source.read(this.#cursor, this.#granted?.pieceBytes ?? PIECE_BYTES);
    if (!this.#open) return;
    this.#socket.send(piece);
    this.#cursor += piece.size;
    this.#inFlight.push(this.#cursor);
    this.#events.sent(this.#cursor);
  }

  #declareEnd(): void {
    const { finishSize: size, recorderEnd } = this.#source;
    if (size === null || this.#cursor !== size || this.#finishSent || this.#granted === null || !this.#open) return;
    this.#finishSent = true;
    this.#say({ type: "finish", size, ...recorderEnd });
    this.#events.finishing();
  }

  #say(message: ClientMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** Runs every LOOK_EVERY_MS; `seen` is the movement at the last look. */
  #look(seen: number): void {
    const waiting = this.#inFlight.length > 0 || this.#finishSent;
    // bufferedAmount sinks while a large frame leaves slowly: that is movement too.
    const now = this.#movement + this.#cursor - this.#socket.bufferedAmount;
    if (waiting && now === seen) this.#lose(TRY_AGAIN);
    else this.#cancelTimer = this.#clock.after(LOOK_EVERY_MS, () => this.#look(waiting ? now : -1));
  }

  #closed(code: number): void {
    this.#whenClosed?.();
    this.#lose({ fault: faultOfClose(code, this.#said), soon: code === CLOSE_GOING_AWAY && this.#said?.code !== WRONG_HOST });
  }

  #lose(loss: Loss): void {
    if (!this.#open) return;
    this.close();
    this.#events.lost(loss);
  }
}

function withToken(target: UploadTarget): string {
  const url = new URL(target.wsUrl);
  if (target.token !== "" && !url.searchParams.has("token")) url.searchParams.set("token", target.token);
  return url.href;
}
