/** One run of MediaRecorder, from start to its last byte. */

import { browserClock, type TakeClock } from "./clock";

const VIDEO_BITS_PER_SECOND = 2_500_000;
const AUDIO_BITS_PER_SECOND = 128_000;
/** Seeking, splitting and live reading are as fine as keyframes are close. Browsers that do not know it ignore it. */
const KEYFRAME_EVERY_MS = 2_000;
/** A recorder whose tracks all ended, or that gave nothing so far, has its last events on the way, or has none. */
const LAST_EVENTS_WITHIN_MS = 1_000;
/** One that works may have seconds of pictures to encode yet; each chunk it gives shows that it goes on. */
const FLUSHED_WITHIN_MS = 10_000;

export interface RecorderOptions extends MediaRecorderOptions {
  videoKeyFrameIntervalDuration?: number;
}

/** As much of a MediaRecorder as a take uses. */
export type RecorderLike = Pick<
  MediaRecorder,
  "state" | "mimeType" | "start" | "stop" | "pause" | "resume" | "requestData" | "addEventListener"
>;

/** Throws what the browser throws for options it does not take. */
export type NewRecorder = (stream: MediaStream, options: RecorderOptions) => RecorderLike;

const newMediaRecorder: NewRecorder = (stream, options) => new MediaRecorder(stream, options);

export interface TakeEvents {
  /** Never empty; in order. */
  chunk(bytes: Blob): void;
  failed(error: unknown): void;
  /** After the last chunk; once. */
  stopped(): void;
}

export class Take {
  /** The type it was started with. */
  readonly asked: string;
  readonly #recorder: RecorderLike;
  readonly #events: TakeEvents;
  readonly #clock: TakeClock;
  #gave = false;
  #over = false;
  #cancelEnd: (() => void) | null = null;

  private constructor(asked: string, recorder: RecorderLike, events: TakeEvents, clock: TakeClock) {
    this.asked = asked;
    this.#recorder = recorder;
    this.#events = events;
    this.#clock = clock;
    recorder.addEventListener("dataavailable", ({ data }) => {
      // Browsers make empty chunks, most of all of MP4.
      if (!this.#over && data.size > 0) this.#give(data);
    });
    recorder.addEventListener("error", (event) => {
      if (!this.#over) events.failed("error" in event ? event.error : event);
    });
    recorder.addEventListener("stop", () => this.#end());
  }

  /**
   * Starts with the first type the browser really takes: `isTypeSupported` promises what `start` may refuse.
   * Throws what the last attempt threw.
   */
  static start(
    stream: MediaStream,
    types: readonly string[],
    chunkMs: number,
    events: TakeEvents,
    create: NewRecorder = newMediaRecorder,
    clock: TakeClock = browserClock,
  ): Take {
    let refusal: unknown = new DOMException("No type to record in.", "NotSupportedError");
    for (const mimeType of types) {
      try {
        const recorder = withKeyframes(stream, mimeType, create);
        const take = new Take(mimeType, recorder, events, clock);
        recorder.start(chunkMs);
        return take;
      } catch (error) {
        refusal = error;
      }
    }
    throw refusal;
  }

  /** What is really recorded, as far as the browser says by now. */
  get mimeType(): string {
    return plainType(this.#recorder.mimeType || this.asked);
  }

  /** Asks for what is recorded so far, which a browser may hold back for longer than a chunk's time. */
  nudge(): void {
    if (this.#recorder.state === "recording") this.#recorder.requestData();
  }

  pause(): void {
    if (this.#recorder.state !== "recording") return;
    // What was recorded up to here need not wait for the next chunk's turn, which a pause puts off.
    this.#recorder.requestData();
    this.#recorder.pause();
  }

  resume(): void {
    if (this.#recorder.state === "paused") this.#recorder.resume();
  }

  /** `stopped` follows in any case: a recorder that broke may never say that it ended. */
  stop(): void {
    const working = this.#recorder.state !== "inactive";
    if (working) this.#recorder.stop();
    this.#endWithin(working && this.#gave ? FLUSHED_WITHIN_MS : LAST_EVENTS_WITHIN_MS);
  }

  /** Stops without a word: what it still holds is not wanted. */
  drop(): void {
    this.#over = true;
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
  }

  #give(bytes: Blob): void {
    this.#gave = true;
    if (this.#cancelEnd !== null) this.#endWithin(FLUSHED_WITHIN_MS);
    this.#events.chunk(bytes);
  }

  #endWithin(milliseconds: number): void {
    this.#cancelEnd?.();
    this.#cancelEnd = this.#clock.after(milliseconds, () => this.#end());
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancelEnd?.();
    this.#events.stopped();
  }
}

/** Browsers write the same type with and without spaces and quotation marks. */
function plainType(type: string): string {
  return type.replace(/[\s"]/g, "");
}

function withKeyframes(stream: MediaStream, mimeType: string, create: NewRecorder): RecorderLike {
  const options: RecorderOptions = {
    mimeType,
    videoBitsPerSecond: VIDEO_BITS_PER_SECOND,
    audioBitsPerSecond: AUDIO_BITS_PER_SECOND,
  };
  try {
    return create(stream, { ...options, videoKeyFrameIntervalDuration: KEYFRAME_EVERY_MS });
  } catch {
    return create(stream, options);
  }
}
