/**
 * Records what somebody says over a video, and beside it what the video does meanwhile.
 *
 * The clock is the recorder's: it begins when the recorder says that it has. What the video does is written down as it
 * tells it, and once a second where it is, so that a player which falls behind is followed, too.
 */
import { recordableTypes } from "@/recording/capture/mime";
import { Take } from "@/recording/capture/take";

import { LONGEST_SECONDS, MOST_ENTRIES, type Entry } from "./voice-data";

/** What a dead page loses, at most. */
const CHUNK_MS = 1_000;
/** Further off than this it has not gone on as the entry before says. */
const OFF_SECONDS = 0.08;

export interface VoiceEvents {
  /** In order; never empty. */
  chunk: (bytes: Blob) => void;
  /** What is written down has changed. */
  logged: (log: readonly Entry[]) => void;
  failed: (error: unknown) => void;
  /** After the last chunk; once. */
  stopped: () => void;
}

export class VoiceRecorder {
  readonly mimeType: string;
  readonly #take: Take;
  readonly #stream: MediaStream;
  readonly #film: HTMLVideoElement;
  readonly #events: VoiceEvents;
  readonly #listening = new AbortController();
  readonly #startedAt: number;
  readonly #log: Entry[] = [];
  readonly #looking: ReturnType<typeof setInterval>;

  private constructor(stream: MediaStream, film: HTMLVideoElement, events: VoiceEvents) {
    this.#stream = stream;
    this.#film = film;
    this.#events = events;
    this.#take = Take.start(stream, recordableTypes({ picture: false, sound: true }), CHUNK_MS, {
      chunk: events.chunk,
      failed: events.failed,
      stopped: () => {
        this.#release();
        events.stopped();
      },
    });
    this.mimeType = this.#take.mimeType;
    this.#startedAt = performance.now();
    for (const name of ["play", "playing", "pause", "waiting", "seeking", "seeked", "ratechange", "ended"]) {
      film.addEventListener(name, () => this.#write(), { signal: this.#listening.signal });
    }
    for (const track of stream.getTracks()) track.addEventListener("ended", () => this.stop());
    this.#looking = setInterval(() => this.#look(), 1_000);
    this.#write();
  }

  /** Throws what the browser throws: nobody let it hear, or there is no microphone. */
  static async start(film: HTMLVideoElement, events: VoiceEvents): Promise<VoiceRecorder> {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
    try {
      return new VoiceRecorder(stream, film, events);
    } catch (error) {
      for (const track of stream.getTracks()) track.stop();
      throw error;
    }
  }

  /** Seconds of the voice so far. */
  get seconds(): number {
    return Math.max(0, (performance.now() - this.#startedAt) / 1000);
  }

  get log(): readonly Entry[] {
    return [...this.#log];
  }

  get stream(): MediaStream {
    return this.#stream;
  }

  stop(): void {
    this.#listening.abort();
    clearInterval(this.#looking);
    this.#take.stop();
  }

  /** Nothing of it is wanted. */
  drop(): void {
    this.#listening.abort();
    clearInterval(this.#looking);
    this.#take.drop();
    this.#release();
  }

  #release(): void {
    for (const track of this.#stream.getTracks()) track.stop();
  }

  #look(): void {
    if (this.seconds >= LONGEST_SECONDS - 1) return this.stop();
    const last = this.#log[this.#log.length - 1];
    if (!last) return;
    const at = this.seconds;
    const expected = last.video + (last.playing ? (at - last.at) * (last.rate ?? 1) : 0);
    if (Math.abs(this.#film.currentTime - expected) > OFF_SECONDS) this.#write();
  }

  #write(): void {
    if (this.#log.length >= MOST_ENTRIES) return;
    const { currentTime, paused, ended, seeking, playbackRate, readyState } = this.#film;
    const playing = !paused && !ended && !seeking && readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;
    const entry = { at: round(this.seconds), video: round(currentTime), playing };
    const last = this.#log[this.#log.length - 1];
    // Several events tell of one change.
    if (last?.at === entry.at) this.#log.pop();
    this.#log.push(playbackRate === 1 ? entry : { ...entry, rate: playbackRate });
    this.#events.logged(this.log);
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
