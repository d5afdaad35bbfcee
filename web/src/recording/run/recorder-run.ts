/** Carries out what the lifecycle asks for: joins the live sources, the recorder and the upload. */

import { NOTHING_SENT, UploadError, type Cancel } from "../chunk-upload/types";
import type { Effect } from "../lifecycle/events";
import { Lifecycle } from "../lifecycle/lifecycle";
import { elapsedMs, INITIAL, isTaking, type Source } from "../lifecycle/state";
import { problemOfRecorder, problemOfSource, problemOfStart, problemOfUpload } from "./problems";
import type { RecordingUpload } from "./recording-upload";
import type { Rig, RunDeps, RunView } from "./types";

export class RecorderRun {
  readonly rig: Rig;
  readonly #deps: RunDeps;
  readonly #lifecycle = new Lifecycle((effect) => this.#perform(effect));
  readonly #listeners = new Set<() => void>();
  #upload: RecordingUpload | null = null;
  #take: ReturnType<RunDeps["startTake"]> | null = null;
  #stopTicking: Cancel = () => undefined;
  /** Counts openings, so that one which was cancelled is told from the one that is wanted. */
  #opening = 0;
  /** Nobody looks any more: what fails from here on waits for the next visit. */
  #left = false;
  #view: RunView;

  constructor(deps: RunDeps) {
    this.#deps = deps;
    this.rig = deps.newRig((source) => this.dispatch({ type: "source-ended", source, at: deps.now() }));
    this.#view = { recorder: INITIAL, rig: this.rig.view, upload: NOTHING_SENT, savable: false, risk: null };
    this.rig.subscribe(() => this.#refresh());
    this.#lifecycle.subscribe(() => this.#refresh());
  }

  /** A new object at each change. */
  get view(): RunView {
    return this.#view;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly dispatch: Lifecycle["dispatch"] = (event) => this.#lifecycle.dispatch(event);

  /** The browser's word on the network, which it has before any connection notices. */
  networkChanged(online: boolean): void {
    if (online) this.#upload?.client.retryNow();
    else this.#upload?.client.networkGone();
  }

  /** The device slept: its connection looks alive and is not. */
  wokeUp(): void {
    this.#upload?.client.renew();
  }

  /** How loud the microphone is, 0 to 1. */
  readonly level = (): number => this.rig.level();

  /** Seconds of the recording that are only on this device; `now` in ms since 1970. */
  keptSeconds(now: number): number {
    return this.#upload?.keptSeconds(elapsedMs(this.#lifecycle.state, now) / 1000) ?? 0;
  }

  /** The recording as a file, while all of it is here. */
  file(): Promise<Blob> | null {
    return this.#upload?.isWhole === true ? this.#upload.whole() : null;
  }

  /** The page goes: what is being recorded is finished and sent from behind; what is not started is let go. */
  leave(): void {
    const at = this.#deps.now();
    this.#left = true;
    if (this.#lifecycle.state.phase === "failed") this.#upload?.release();
    this.dispatch({ type: "cancel" });
    this.dispatch({ type: "stop", at });
    if (this.#take === null) this.rig.clear();
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case "acquire":
        return this.#acquire(effect.source, effect.deviceId);
      case "release":
        return this.rig.release(effect.source);
      case "release-all":
        return this.rig.releaseAll();
      case "clear":
        this.#upload?.release();
        this.#upload = null;
        return this.rig.clear();
      case "mute":
        return this.rig.mute(effect.muted);
      case "start-ticking":
        this.#stopTicking = this.#deps.every(1000, () => this.dispatch({ type: "tick", at: this.#deps.now() }));
        return;
      case "stop-ticking":
        return this.#stopTicking();
      case "open-upload":
        return void this.#open();
      case "finish-upload":
        return void this.#finish();
      case "discard-upload":
        return this.#discardUpload();
      case "salvage-upload":
        return void this.#upload?.client.salvage();
      case "show-video":
        return this.#deps.showVideo(effect.videoId);
      default:
        return this.#performOnRecorder(effect.type);
    }
  }

  #performOnRecorder(what: "start-recorder" | "pause-recorder" | "resume-recorder" | "stop-recorder" | "drop-recorder"): void {
    switch (what) {
      case "start-recorder":
        return this.#startTake();
      case "pause-recorder":
        return this.#take?.pause();
      case "resume-recorder":
        return this.#take?.resume();
      case "stop-recorder":
        // A recorder that never started has nothing to flush.
        return this.#take === null ? this.#takeStopped() : this.#take.stop();
      case "drop-recorder":
        this.#take?.drop();
        this.#take = null;
        this.rig.unlock();
    }
  }

  #acquire(source: Source, deviceId?: string): void {
    this.rig.acquire(source, deviceId).then(
      () => this.dispatch({ type: "acquired", source }),
      (error: unknown) => this.dispatch({ type: "refused", source, problem: problemOfSource(error, source) }),
    );
  }

  async #open(): Promise<void> {
    this.#opening += 1;
    const opening = this.#opening;
    try {
      const upload = await this.#deps.openUpload();
      if (opening !== this.#opening) {
        await upload.abort();
        return;
      }
      this.#upload = upload;
      upload.client.subscribe(() => this.#uploadChanged(upload));
      upload.client.start();
      this.dispatch({ type: "upload-opened", videoId: upload.videoId, at: this.#deps.now() });
    } catch (error) {
      if (opening === this.#opening) this.dispatch({ type: "upload-refused", problem: problemOfStart(error) });
    }
  }

  #startTake(): void {
    const chunkMs = (this.#upload?.chunkSeconds ?? 3) * 1000;
    try {
      this.#take = this.#deps.startTake(this.rig.lock(), chunkMs, {
        chunk: (bytes) => this.#keep(bytes),
        failed: (error) => this.#takeFailed(error),
        stopped: () => this.#takeStopped(),
      });
    } catch (error) {
      this.#takeFailed(error);
    }
  }

  #keep(bytes: Blob): void {
    const recorded = elapsedMs(this.#lifecycle.state, this.#deps.now()) / 1000;
    this.#upload?.add(bytes, recorded).catch((error: unknown) => this.#takeFailed(error));
  }

  #takeFailed(error: unknown): void {
    this.dispatch({ type: "recorder-failed", problem: problemOfRecorder(error), at: this.#deps.now() });
  }

  #takeStopped(): void {
    this.#take = null;
    this.dispatch({ type: "recorder-stopped", at: this.#deps.now() });
  }

  async #finish(): Promise<void> {
    const upload = this.#upload;
    if (upload === null) return;
    try {
      await upload.finish();
      this.dispatch({ type: "upload-finished" });
    } catch (error) {
      if (this.#left) upload.release();
      if (upload === this.#upload && error instanceof UploadError) this.#uploadFailed(error);
    }
  }

  #uploadChanged(upload: RecordingUpload): void {
    if (upload !== this.#upload) return;
    const { phase, error } = upload.client.state;
    this.#refresh();
    if (phase === "failed" && error !== null && isTaking(this.#lifecycle.state)) this.#uploadFailed(error);
  }

  #uploadFailed({ code, message }: { code: string; message: string }): void {
    const { problem: known } = this.#lifecycle.state;
    // Where the recorder never gave a byte, its own reason says more than "nothing was recorded".
    const problem = code === "empty_recording" && known !== null ? known : problemOfUpload({ code, message });
    this.dispatch({ type: "upload-failed", problem, at: this.#deps.now() });
  }

  #discardUpload(): void {
    this.#opening += 1;
    if (this.#upload !== null) void this.#throwAway(this.#upload);
    this.#upload = null;
    this.#refresh();
  }

  async #throwAway(upload: RecordingUpload): Promise<void> {
    if (await upload.abort()) return;
    // Its end had already reached the server: it is a video now.
    await this.#deps.deleteVideo(upload.videoId).catch(() => this.#deps.couldNotDelete());
  }

  #refresh(): void {
    const recorder = this.#lifecycle.state;
    this.#view = {
      recorder,
      rig: this.rig.view,
      upload: this.#upload?.client.state ?? NOTHING_SENT,
      savable: this.#upload?.isWhole ?? false,
      risk: this.#upload?.risk ?? null,
    };
    for (const listener of this.#listeners) listener();
  }
}
