/**
 * Feeds a video element from memory (Media Source Extensions): heads of takes, and frames behind them.
 *
 * 1. What is to be done waits in a line, because a source buffer does one thing at a time.
 * 2. Where a take begins, what was begun before is given up, and the clock of what follows is moved.
 * 3. A buffer that is full loses what was watched long ago, and then takes the frames.
 */

/** Seconds behind the picture that stay: going back so far is at once. */
const KEPT_BEHIND = 90;

type Step = { do: "append"; bytes: ArrayBuffer } | { do: "begin"; mime: string; begins: number; empty: boolean } | { do: "end" };

export interface FeedEvents {
  /** Frames were added. */
  grew(): void;
  /** This browser does not play it. */
  unplayable(): void;
  /** There is no room, though all that was watched is gone. */
  full(): void;
}

export class MediaFeed {
  readonly #video: HTMLVideoElement;
  readonly #events: FeedEvents;
  readonly #media = new MediaSource();
  readonly #url: string;
  #buffer: SourceBuffer | null = null;
  #mime = "";
  #line: Step[] = [];
  #over = false;

  constructor(video: HTMLVideoElement, events: FeedEvents) {
    this.#video = video;
    this.#events = events;
    this.#media.addEventListener("sourceopen", () => this.#turn());
    this.#url = URL.createObjectURL(this.#media);
    video.src = this.#url;
  }

  /** A take's frames follow, its head first; `empty`: nothing that is there is wanted any more. */
  begin(mime: string, begins: number, empty: boolean): void {
    if (empty) this.#line = [];
    this.#line.push({ do: "begin", mime, begins, empty });
    this.#turn();
  }

  append(bytes: ArrayBuffer): void {
    this.#line.push({ do: "append", bytes });
    this.#turn();
  }

  /** Nothing follows: the element ends where the frames do. */
  end(): void {
    this.#line.push({ do: "end" });
    this.#turn();
  }

  /** Seconds up to which there are frames, without a gap from `from` on; `from` itself where there are none. */
  bufferedTo(from: number): number {
    const { buffered } = this.#video;
    for (let at = 0; at < buffered.length; at += 1) {
      if (buffered.start(at) <= from + 0.1 && from < buffered.end(at)) return buffered.end(at);
    }
    return from;
  }

  /** The last second of which there are frames. */
  get last(): number {
    const { buffered } = this.#video;
    return buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
  }

  /** Where frames begin next behind a second; null where none do. */
  nextAfter(at: number): number | null {
    const { buffered } = this.#video;
    for (let index = 0; index < buffered.length; index += 1) {
      if (buffered.start(index) - at > 0.01) return buffered.start(index);
    }
    return null;
  }

  close(): void {
    this.#over = true;
    this.#line = [];
    URL.revokeObjectURL(this.#url);
  }

  #turn(): void {
    if (this.#over || this.#media.readyState === "closed" || this.#buffer?.updating === true) return;
    const step = this.#line.shift();
    if (step === undefined) return;
    try {
      if (this.#does(step)) this.#turn();
    } catch (error) {
      this.#failed(step, error);
    }
  }

  /** Whether the next step may follow at once. */
  #does(step: Step): boolean {
    switch (step.do) {
      case "begin":
        return this.#begin(step);
      case "append":
        this.#buffer?.appendBuffer(step.bytes);
        return this.#buffer === null;
      case "end":
        if (this.#media.readyState === "open") this.#media.endOfStream();
        return true;
    }
  }

  #begin({ mime, begins, empty }: Extract<Step, { do: "begin" }>): boolean {
    const buffer = this.#buffer ?? this.#newBuffer(mime);
    if (buffer === null) return true;
    buffer.abort();
    if (mime !== this.#mime) buffer.changeType(mime);
    this.#mime = mime;
    buffer.timestampOffset = begins;
    if (!empty || buffer.buffered.length === 0) return true;
    buffer.remove(0, Infinity);
    return false;
  }

  #newBuffer(mime: string): SourceBuffer | null {
    if (!MediaSource.isTypeSupported(mime)) {
      this.#over = true;
      this.#events.unplayable();
      return null;
    }
    const buffer = this.#media.addSourceBuffer(mime);
    this.#buffer = buffer;
    this.#mime = mime;
    buffer.addEventListener("updateend", () => {
      this.#events.grew();
      this.#turn();
    });
    return buffer;
  }

  #failed(step: Step, error: unknown): void {
    const full = error instanceof DOMException && error.name === "QuotaExceededError";
    const { currentTime, buffered } = this.#video;
    if (!full || this.#buffer === null) {
      this.#over = true;
      this.#events.unplayable();
    } else if (buffered.length > 0 && buffered.start(0) < currentTime - 15) {
      this.#line.unshift(step);
      this.#buffer.remove(0, currentTime - 10);
    } else {
      this.#events.full();
    }
  }

  /** Lets go of what was watched long ago. */
  trim(): void {
    const { currentTime, buffered } = this.#video;
    if (this.#over || this.#buffer === null || this.#buffer.updating || buffered.length === 0) return;
    if (buffered.start(0) < currentTime - 2 * KEPT_BEHIND) this.#buffer.remove(0, currentTime - KEPT_BEHIND);
  }
}
