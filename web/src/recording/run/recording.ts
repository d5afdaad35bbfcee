/** One recording, from its recorder's start to its last byte: its takes, and the upload that their first bytes open. */

import type { Takes, TakesEvents } from "../capture/takes";
import type { KeepingRisk } from "../chunk-upload/safety";
import { NOTHING_SENT, UploadError, type FinishedUpload, type UploadState } from "../chunk-upload/types";
import type { RecordingUpload } from "./recording-upload";

/** Throws where the browser cannot record this stream. */
export type StartTakes = (
  stream: MediaStream,
  events: TakesEvents,
) => Pick<Takes, "pause" | "resume" | "stop" | "drop" | "goOnWith"> & Partial<Pick<Takes, "pace">>;

/** Makes the video on the server, for bytes of this type. Throws ApiError. */
export type OpenUpload = (mimeType: string) => Promise<RecordingUpload>;

export interface RecordingDeps {
  startTakes: StartTakes;
  openUpload: OpenUpload;
  /** The recording's length so far. */
  seconds(): number;
}

/** Where its bytes are. */
export interface RecordingFacts {
  upload: UploadState;
  /** The recorder gives nothing just now. */
  quiet: boolean;
  /** All of it is still here, so it can be saved as a file. */
  savable: boolean;
  /** Why a reload would lose what is not stored yet; null while it would not. */
  risk: KeepingRisk | null;
}

export const NO_FACTS: RecordingFacts = { upload: NOTHING_SENT, quiet: false, savable: false, risk: null };

export interface RecordingEvents {
  /** The facts are others. */
  changed(): void;
  /** There is a video for the bytes, and a connection. */
  opened(videoId: string): void;
  /** The first bytes found no place. */
  refused(error: unknown): void;
  /** The recorder gives nothing just now, or something again. */
  quiet(isQuiet: boolean): void;
  /** The recorder broke, or its bytes cannot be kept. */
  failed(error: unknown): void;
  /** After the last byte; once. */
  stopped(): void;
}

/**
 * The video is made for bytes that are there: until the recorder has shown what it really records in, and that it
 * records at all, there is nothing to make one of.
 */
export class Recording {
  readonly #deps: RecordingDeps;
  readonly #events: RecordingEvents;
  readonly #takes: ReturnType<StartTakes>;
  #opening: Promise<RecordingUpload> | null = null;
  #upload: RecordingUpload | null = null;
  #isTaking = true;
  #quiet = false;

  /** Records from now on. Throws what `startTakes` throws. */
  constructor(stream: MediaStream, deps: RecordingDeps, events: RecordingEvents) {
    this.#deps = deps;
    this.#events = events;
    this.#takes = deps.startTakes(stream, {
      chunk: (bytes, type) => this.#add(bytes, type),
      quiet: (isQuiet) => {
        this.#quiet = isQuiet;
        events.quiet(isQuiet);
        events.changed();
      },
      failed: (error) => events.failed(error),
      stopped: () => {
        this.#isTaking = false;
        events.stopped();
      },
    });
  }

  get facts(): RecordingFacts {
    const upload = this.#upload;
    if (upload === null) return { ...NO_FACTS, quiet: this.#quiet };
    return { upload: upload.client.state, quiet: this.#quiet, savable: upload.isWhole, risk: upload.risk };
  }

  /** Whether more bytes can come. */
  get isTaking(): boolean {
    return this.#isTaking;
  }

  pause(): void {
    this.#takes.pause();
  }

  resume(): void {
    this.#takes.resume();
  }

  /** Flushes the last bytes; `stopped` follows. */
  stop(): void {
    this.#takes.stop();
  }

  goOnWith(stream: MediaStream): void {
    this.#takes.goOnWith(stream);
  }

  /** Throws the recorder away with what it still holds; nothing follows. */
  drop(): void {
    this.#isTaking = false;
    this.#takes.drop();
  }

  /** Ends the recording behind everything that came. Throws ApiError where it found no place, or UploadError. */
  async finish(): Promise<FinishedUpload> {
    if (this.#opening === null) throw new UploadError({ code: "empty_recording", message: "Nothing was recorded." });
    const upload = await this.#opening;
    return upload.finish();
  }

  /** Throws all of it away, here and on the server. Resolves with the video that was finished before that could be. */
  async abort(): Promise<string | null> {
    const upload = await this.#opening?.catch(() => null);
    if (upload == null || (await upload.abort())) return null;
    return upload.videoId;
  }

  /** After a failure: has the server make what it holds playable. */
  salvage(): void {
    void this.#upload?.client.salvage();
  }

  /** Of `seconds` recorded, those the server does not have. */
  keptSeconds(seconds: number): number {
    return this.#upload?.keptSeconds(seconds) ?? 0;
  }

  /** As a file, while all of it is here. */
  file(): Promise<Blob> | null {
    return this.#upload?.isWhole === true ? this.#upload.whole() : null;
  }

  networkChanged(online: boolean): void {
    if (online) this.#upload?.client.retryNow();
    else this.#upload?.client.networkGone();
  }

  /** The device slept: its connection looks alive and is not. */
  renew(): void {
    this.#upload?.client.renew();
  }

  /** Leaves what is kept of it to whoever comes next. */
  release(): void {
    this.#upload?.release();
  }

  #add(bytes: Blob, type: string): void {
    const seconds = this.#deps.seconds();
    this.#opening ??= this.#open(type);
    this.#opening.then(
      (upload) => upload.add(bytes, seconds).catch((error: unknown) => this.#events.failed(error)),
      () => {
        // Refused, which is said already.
      },
    );
  }

  async #open(type: string): Promise<RecordingUpload> {
    try {
      const upload = await this.#deps.openUpload(type);
      this.#upload = upload;
      upload.client.subscribe(() => {
        this.#takes.pace?.(upload.client.state.chunkMs);
        this.#events.changed();
      });
      upload.client.start();
      this.#events.opened(upload.videoId);
      return upload;
    } catch (error) {
      this.#events.refused(error);
      throw error;
    }
  }
}
