/** A run with a make-believe camera and recorder, and the real upload against the fake server. */

import type { TakesEvents } from "../../capture/takes";
import { Rig as UploadRig } from "../../chunk-upload/testing/rig";
import { inMemory } from "../../keeping/keeping";
import type { Problem, Source } from "../../lifecycle/state";
import type { RigEvents } from "../../media/media-rig";
import { RecorderRun } from "../recorder-run";
import { RecordingUpload } from "../recording-upload";
import type { Rig, RunDeps } from "../types";

export class Studio {
  readonly wire: UploadRig;
  readonly run: RecorderRun;
  readonly did: string[] = [];
  readonly shown: string[] = [];
  /** Thrown by the next acquisition, opening or start of the recorder. */
  refusal: unknown = null;
  recorder: TakesEvents | null = null;
  rig: RigEvents | null = null;
  /** What the live sound cannot be mixed of. */
  withoutSystem = false;
  /** Why the recording ended, as the page that shows the video is told. */
  endedBy: Problem | null = null;
  now = 1_000_000;
  /** Bytes that the recorder gives when it is stopped. */
  rest = 10;
  #tick: (() => void) | null = null;

  constructor(wire = new UploadRig()) {
    this.wire = wire;
    this.run = new RecorderRun({
      newRig: (events) => {
        this.rig = events;
        return this.#rig();
      },
      openUpload: (mimeType) => {
        this.did.push(`open for ${mimeType}`);
        return new Promise((resolve) => {
          this.#mayRefuse();
          resolve(new RecordingUpload("v1", inMemory(wire.store, null), wire.client));
        });
      },
      startTakes: (_stream, events) => this.#startTakes(events),
      askToPersist: () => {
        this.did.push("ask to persist");
        return Promise.resolve();
      },
      now: () => this.now,
      every: (_milliseconds, run) => {
        this.#tick = run;
        return () => (this.#tick = null);
      },
      showVideo: (id, problem) => {
        this.shown.push(id);
        this.endedBy = problem;
      },
      deleteVideo: (id) => {
        this.did.push(`delete ${id}`);
        return Promise.resolve();
      },
      couldNotDelete: () => undefined,
    });
  }

  get isTicking(): boolean {
    return this.#tick !== null;
  }

  /** Turns sources on and records. */
  async record(...sources: Source[]): Promise<void> {
    for (const source of sources) await this.toggle(source);
    this.run.dispatch({ type: "record", defaults: [] });
    await this.wire.clock.advance(100);
    this.count();
  }

  async toggle(source: Source): Promise<void> {
    this.run.dispatch({ type: "toggle", source });
    await this.wire.clock.advance(0);
  }

  /** Runs the countdown. */
  count(): void {
    for (let second = 0; second < 3; second += 1) {
      this.now += 1000;
      this.#tick?.();
    }
  }

  /** The recorder gives `size` bytes after `seconds`. */
  async chunk(size: number, seconds = 3): Promise<void> {
    this.now += seconds * 1000;
    this.recorder?.chunk(new Blob([new Uint8Array(size)]), "video/webm;codecs=vp8");
    await this.wire.clock.advance(0);
  }

  unplug(source: Source): void {
    this.rig?.ended(source);
  }

  #rig(): Rig {
    const none = { screen: null, camera: null, microphone: null };
    const note = (what: string) => () => void this.did.push(what);
    return {
      view: { preview: { kind: "none" }, corner: "bottom-left", labels: none, deviceIds: none },
      subscribe: () => () => undefined,
      acquire: (source) => {
        this.did.push(`acquire ${source}`);
        return new Promise((resolve) => {
          this.#mayRefuse();
          resolve();
        });
      },
      release: (source) => void this.did.push(`release ${source}`),
      releaseAll: note("release all"),
      clear: note("clear"),
      mute: (muted) => void this.did.push(muted ? "mute" : "unmute"),
      moveBubble: note("move bubble"),
      level: () => 0,
      wake: note("wake"),
      lock: () => ({ stream: {} as MediaStream, withoutSystem: this.withoutSystem }),
      unlock: note("unlock"),
    };
  }

  #startTakes(events: TakesEvents): ReturnType<RunDeps["startTakes"]> {
    this.#mayRefuse();
    this.did.push("start recorder");
    this.recorder = events;
    const note = (what: string) => () => void this.did.push(what);
    return {
      pause: note("pause"),
      resume: note("resume"),
      drop: note("drop"),
      goOnWith: note("go on with other tracks"),
      stop: () => {
        this.did.push("stop recorder");
        if (this.rest > 0) events.chunk(new Blob([new Uint8Array(this.rest)]), "video/webm;codecs=vp8");
        events.stopped();
      },
    };
  }

  #mayRefuse(): void {
    const { refusal } = this;
    this.refusal = null;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- browsers throw DOMException, which is no Error here
    if (refusal !== null) throw refusal;
  }
}
