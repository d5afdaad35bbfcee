/** One run of MediaRecorder, from start to its last byte. */

const VIDEO_BITS_PER_SECOND = 2_500_000;
const AUDIO_BITS_PER_SECOND = 128_000;
/** Seeking, splitting and live reading are as fine as keyframes are close. Browsers that do not know it ignore it. */
const KEYFRAME_EVERY_MS = 2_000;
const LAST_EVENTS_WITHIN_MS = 1_000;

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
  readonly #recorder: RecorderLike;
  readonly #events: TakeEvents;
  #over = false;

  private constructor(recorder: RecorderLike, events: TakeEvents) {
    this.#recorder = recorder;
    this.#events = events;
    recorder.addEventListener("dataavailable", ({ data }) => {
      // Browsers make empty chunks, most of all of MP4.
      if (!this.#over && data.size > 0) events.chunk(data);
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
  ): Take {
    let refusal: unknown = new DOMException("No type to record in.", "NotSupportedError");
    for (const mimeType of types) {
      try {
        const recorder = withKeyframes(stream, mimeType, create);
        const take = new Take(recorder, events);
        recorder.start(chunkMs);
        return take;
      } catch (error) {
        refusal = error;
      }
    }
    throw refusal;
  }

  get mimeType(): string {
    return this.#recorder.mimeType;
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

  stop(): void {
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
    // One whose tracks all ended has its last events on the way; one that broke may have none.
    else setTimeout(() => this.#end(), LAST_EVENTS_WITHIN_MS);
  }

  /** Stops without a word: what it still holds is not wanted. */
  drop(): void {
    this.#over = true;
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#events.stopped();
  }
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
