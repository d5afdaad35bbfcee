/** The same upload over plain requests, for networks that let no socket through. */

import {
  cannotContinue,
  PIECE_BYTES,
  TRY_AGAIN,
  type Link,
  type LinkEvents,
  type LinkSource,
} from "./link";
import { faultOfCode, saysEnded } from "./protocol";
import { RestCalls, RestRefusal, type Position } from "./rest-calls";
import type { Cancel, Clock, UploadDeps, UploadTarget, VideoOutcome } from "./types";

/** How often to ask what has reached storage while there is nothing to send. */
const STORED_EVERY_MS = 5_000;
const POLL_FIRST_MS = 300;
const POLL_LONGEST_MS = 3_000;
/** An offset the server corrects this often in a row is a conversation of two that both write. */
const RESYNCS = 5;
const BLIND_LOOKS = 5;
const UNDER_WAY = ["uploading", "processing"];

export class RestLink implements Link {
  readonly #target: UploadTarget;
  readonly #source: LinkSource;
  readonly #events: LinkEvents;
  readonly #clock: Clock;
  readonly #readVideo: UploadDeps["readVideo"];
  readonly #calls: RestCalls;
  #at: Position = { offset: 0, stored: 0 };
  #open = true;
  #resyncs = 0;
  #blindLooks = 0;
  #rouse: (() => void) | null = null;

  constructor(target: UploadTarget, source: LinkSource, events: LinkEvents, deps: UploadDeps) {
    this.#target = target;
    this.#source = source;
    this.#events = events;
    this.#clock = deps.clock;
    this.#readVideo = deps.readVideo;
    this.#calls = new RestCalls(target, deps.fetch, deps.clock);
    void this.#run();
  }

  wake(): void {
    this.#rouse?.();
  }

  abort(): Promise<boolean> {
    this.close();
    return Promise.resolve(false);
  }

  close(): void {
    this.#open = false;
    this.#calls.close();
    this.#rouse?.();
  }

  async #run(): Promise<void> {
    try {
      if (await this.#resume()) await this.#sendAll();
      if (this.#isOpen()) await this.#finish();
    } catch (error) {
      this.#give(error);
    }
  }

  /** False when the server has the whole recording already, and only its end is to be awaited. */
  async #resume(): Promise<boolean> {
    try {
      this.#at = await this.#calls.position();
    } catch (error) {
      if (this.#source.finishAsked && ended(error)) return false;
      throw error;
    }
    if (!this.#isOpen()) return false;
    this.#mustContinueAt(this.#at.offset);
    this.#events.ready(this.#at.offset, this.#at.stored);
    return true;
  }

  async #sendAll(): Promise<void> {
    while (this.#isOpen() && this.#at.offset !== this.#source.finishSize) {
      if (this.#at.offset < this.#source.end) await this.#sendPiece();
      else await this.#rest();
    }
  }

  async #sendPiece(): Promise<void> {
    const limit = Math.min(PIECE_BYTES, this.#target.maxChunk);
    const piece = await this.#source.read(this.#at.offset, limit);
    if (!this.#isOpen()) return;
    this.#events.sent(this.#at.offset + piece.size);
    try {
      this.#report(await this.#calls.append(piece, this.#at.offset));
      this.#resyncs = 0;
    } catch (error) {
      this.#resync(error);
    }
  }

  /** Goes on where the server says it is; anything else is thrown on. */
  #resync(error: unknown): void {
    if (!(error instanceof RestRefusal) || error.offset === null || this.#resyncs >= RESYNCS) throw error;
    this.#resyncs += 1;
    this.#mustContinueAt(error.offset);
    this.#at = { offset: error.offset, stored: this.#at.stored };
    this.#events.ready(error.offset, this.#at.stored);
  }

  /** Waits for more to send, looking now and then at what reached storage. */
  async #rest(): Promise<void> {
    const roused = await this.#pause(STORED_EVERY_MS);
    if (roused || !this.#isOpen() || this.#at.stored === this.#at.offset) return;
    this.#report(await this.#calls.position());
  }

  async #finish(): Promise<void> {
    const size = this.#source.finishSize;
    if (size === null) return;
    this.#events.finishing();
    try {
      await this.#calls.complete(size);
    } catch (error) {
      this.#resync(error);
      await this.#sendAll();
      await this.#calls.complete(size);
    }
    await this.#awaitPlayback();
  }

  async #awaitPlayback(): Promise<void> {
    for (let wait = POLL_FIRST_MS; this.#isOpen(); wait = Math.min(POLL_LONGEST_MS, wait * 1.5)) {
      const video = await this.#look();
      if (!this.#isOpen()) return;
      if (video.playbackUrl !== null || !UNDER_WAY.includes(video.status)) {
        this.close();
        this.#events.finished(video);
        return;
      }
      await this.#pause(wait);
    }
  }

  /** The recording is complete on the server, so not being able to look at it is no reason to send anything again. */
  async #look(): Promise<VideoOutcome> {
    try {
      return await this.#readVideo(this.#target.videoId);
    } catch {
      this.#blindLooks += 1;
      return { status: this.#blindLooks < BLIND_LOOKS ? "processing" : "unknown", playbackUrl: null };
    }
  }

  #report(at: Position): void {
    if (!this.#isOpen()) return;
    this.#at = at;
    this.#events.acked(at.offset);
    this.#events.stored(at.stored);
  }

  #mustContinueAt(offset: number): void {
    const fault = cannotContinue(offset, this.#source);
    if (fault !== null) throw new RestRefusal(409, fault.code, fault.message, null);
  }

  /** True when something woke us, false when the time ran out. */
  #pause(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      let cancel: Cancel = () => undefined;
      const done = (roused: boolean): void => {
        cancel();
        this.#rouse = null;
        resolve(roused);
      };
      cancel = this.#clock.after(milliseconds, () => done(false));
      this.#rouse = () => done(true);
    });
  }

  /** A method, because the compiler believes that awaiting changes no field. */
  #isOpen(): boolean {
    return this.#open;
  }

  #give(error: unknown): void {
    if (!this.#open) return;
    this.close();
    const fault = error instanceof RestRefusal ? faultOfCode({ code: error.code, message: error.message }) : null;
    this.#events.lost(fault === null ? TRY_AGAIN : { fault, soon: false });
  }
}

function ended(error: unknown): boolean {
  return error instanceof RestRefusal && (saysEnded(error) || error.status === 409);
}
