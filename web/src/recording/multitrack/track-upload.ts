/** One track on its way: its recorder, the bytes not stored yet, its connection. */
import type { TrackName } from "@/lib/api-types";

import type { Takes, TakesEvents } from "../capture/takes";
import { MemoryChunkStore } from "../chunk-upload/chunk-store";
import { KeptTime } from "../chunk-upload/kept-time";
import { UploadError, type UploadDeps, type UploadState } from "../chunk-upload/types";
import { UploadClient } from "../chunk-upload/upload-client";
import { trackAddress, type TrackPlace } from "./track-socket";

/** No frame is larger; `ready` may say less. */
const MAX_CHUNK = 16 * 1024 * 1024;
/** The server had ended the track already: it was our own `finish`, whose answer got lost. */
const ENDED = ["already_finished", "not_found"];

export interface TrackDeps {
  upload: UploadDeps;
  /** Throws where the browser cannot record this stream. */
  startTakes(stream: MediaStream, events: TakesEvents): Pick<Takes, "mimeType" | "stop" | "drop">;
  now(): number;
}

export interface TrackEvents {
  changed(): void;
  /** The server made the recording, or knows this track as part of it. */
  joined(multitrackId: string): void;
  /** Sending cannot go on. */
  failed(error: UploadError): void;
  /** The browser stopped recording by itself. */
  broke(error: unknown): void;
}

export class TrackUpload {
  readonly #store = new MemoryChunkStore();
  readonly #kept = new KeptTime();
  readonly #client: UploadClient;
  readonly #place: TrackPlace;
  readonly #startedMs: number;
  readonly #now: () => number;
  #stoppedMs: number | null = null;
  readonly #takes: ReturnType<TrackDeps["startTakes"]>;
  readonly #stopped: Promise<void>;
  #appended: Promise<void> = Promise.resolve();
  #quiet = false;
  #mayConnect = false;
  /** When the current start of the recorder was, and those that gave bytes, in seconds since 1970. */
  #beganAt = 0;
  readonly #takeStarts: number[] = [];

  /** Records from now on; sends nothing before `connect`. Throws what the browser throws. */
  constructor(track: TrackName, stream: MediaStream, deps: TrackDeps, events: TrackEvents) {
    let stopped: () => void = () => undefined;
    this.#stopped = new Promise((resolve) => {
      stopped = resolve;
    });
    this.#now = () => deps.now();
    this.#startedMs = deps.now();
    this.#takes = deps.startTakes(stream, {
      began: () => {
        this.#beganAt = deps.now() / 1000;
      },
      chunk: (bytes, type) => this.#add(bytes, type, (deps.now() - this.#startedMs) / 1000),
      quiet: (isQuiet) => {
        this.#quiet = isQuiet;
        events.changed();
      },
      failed: (error) => events.broke(error),
      stopped,
    });
    const place = { track, multitrackId: null, mimeType: this.#takes.mimeType, startedAt: this.#startedMs / 1000 };
    this.#place = place;
    const target = {
      videoId: "",
      token: "",
      chunkUrl: "",
      maxChunk: MAX_CHUNK,
      // Asked for at each connection: by the next one the recording has a name.
      get wsUrl() {
        return trackAddress(place, deps.now() / 1000);
      },
    };
    this.#client = new UploadClient(target, this.#store, {
      ...deps.upload,
      socketOnly: true,
      joined: (multitrackId) => {
        this.#place.multitrackId = multitrackId;
        events.joined(multitrackId);
      },
    });
    this.#client.subscribe(() => {
      events.changed();
      const { phase, error } = this.#client.state;
      if (phase === "failed" && error !== null && !ENDED.includes(error.code)) events.failed(new UploadError(error));
    });
  }

  get state(): UploadState {
    return this.#client.state;
  }

  /** Its recorder gives nothing just now. */
  get quiet(): boolean {
    return this.#quiet;
  }

  /** ms since 1970. */
  get startedAt(): number {
    return this.#startedMs;
  }

  get client(): UploadClient {
    return this.#client;
  }

  /**
   * Sends from the first bytes on: they show what is really recorded. `startedAt`: when its first picture or sound was taken, in seconds
   * since 1970, where that is known better.
   */
  connect(multitrackId: string | null, startedAt: number | null): void {
    this.#place.multitrackId = multitrackId;
    if (startedAt !== null) this.#startsAt(startedAt);
    this.#mayConnect = true;
    this.#start();
  }

  /** Of `seconds` recorded, those the server does not have. */
  keptSeconds(seconds: number): number {
    return this.#kept.since(this.#client.state.ackedBytes, seconds);
  }

  stop(): void {
    this.#stoppedMs ??= this.#now();
    this.#takes.stop();
  }

  /** Resolves once the server has everything. Throws UploadError. */
  async finish(): Promise<void> {
    await this.#stopped;
    await this.#appended;
    if (this.#takeStarts.length === 0) throw new UploadError({ code: "empty_recording", message: "The browser recorded nothing of one track." });
    try {
      // Some recorders begin late without a word: by its end and its length the server knows when this one did.
      await this.#client.finish({
        ...(this.#stoppedMs !== null && { stopped_at: this.#stoppedMs / 1000 }),
        // What it did not give before it was started again stays a gap.
        ...(this.#takeStarts.length > 1 && { take_starts: this.#takeStarts }),
      });
    } catch (error) {
      if (!(error instanceof UploadError) || !ENDED.includes(error.code)) throw error;
    }
  }

  /** Stops without a word; the server keeps or throws away what it has. */
  drop(): void {
    this.#takes.drop();
    void this.#client.abort();
  }

  #start(): void {
    if (this.#mayConnect && this.#takeStarts.length > 0) this.#client.start();
  }

  /** Nothing of it is from before its first bytes' recorder was started: one that gave none may have been before that. */
  #startsAt(seconds: number): void {
    this.#place.startedAt = Math.max(this.#place.startedAt, seconds);
  }

  #add(bytes: Blob, type: string, seconds: number): void {
    this.#place.mimeType = type;
    if (this.#takeStarts.at(-1) !== this.#beganAt) {
      if (this.#takeStarts.length === 0) this.#startsAt(this.#beganAt);
      this.#takeStarts.push(this.#beganAt);
    }
    this.#start();
    this.#appended = this.#appended.then(async () => {
      await this.#store.append(bytes);
      this.#kept.add(this.#store.end, seconds);
      this.#client.wake();
    });
  }
}
