/** Carries out what the lifecycle asks for: joins the live sources, the recorder and the upload. */

import { UploadError, type Cancel } from "../chunk-upload/types";
import type { Effect, RecorderEvent } from "../lifecycle/events";
import { Lifecycle } from "../lifecycle/lifecycle";
import { elapsedMs, INITIAL, isTaking, type Problem, type Source } from "../lifecycle/state";
import * as problems from "./problems";
import { NO_FACTS, Recording, type RecordingEvents } from "./recording";
import type { Rig, RunDeps, RunView } from "./types";

export class RecorderRun {
  readonly rig: Rig;
  readonly #deps: RunDeps;
  readonly #lifecycle = new Lifecycle((effect) => this.#perform(effect));
  readonly #listeners = new Set<() => void>();
  #recording: Recording | null = null;
  #stopTicking: Cancel = () => undefined;
  /** Nobody looks any more: what fails from here on waits for the next visit. */
  #left = false;
  #beforeFinish: () => Promise<void> = () => Promise.resolve();
  #view: RunView;

  constructor(deps: RunDeps) {
    this.#deps = deps;
    this.rig = deps.newRig({
      ended: (source) => this.dispatch({ type: "source-ended", source, at: deps.now() }),
      soundChanged: () => this.#soundChanged(),
      microphone: (silent) => this.#say(problems.silentMicrophone(), silent),
    });
    this.#view = { ...NO_FACTS, recorder: INITIAL, rig: this.rig.view };
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
    this.#recording?.networkChanged(online);
  }

  /** Has something sent before the server hears of the end: never rejects, and takes some seconds at most. */
  sendBeforeFinish(send: () => Promise<void>): void {
    this.#beforeFinish = send;
  }

  wokeUp(): void {
    this.#recording?.renew();
  }

  /** How loud the microphone is, 0 to 1; null where nobody can tell. */
  readonly level = (): number | null => this.rig.level();

  /** Seconds of the recording that are only on this device; `now` in ms since 1970. */
  keptSeconds(now: number): number {
    return this.#recording?.keptSeconds(elapsedMs(this.#lifecycle.state, now) / 1000) ?? 0;
  }

  /** The recording as a file, while all of it is here. */
  file(): Promise<Blob> | null {
    return this.#recording?.file() ?? null;
  }

  /** The page goes: what is being recorded is finished and sent from behind; what is not started is let go. */
  leave(): void {
    const at = this.#deps.now();
    this.#left = true;
    if (this.#lifecycle.state.phase === "failed") this.#recording?.release();
    this.dispatch({ type: "cancel" });
    this.dispatch({ type: "stop", at });
    if (this.#recording?.isTaking !== true) this.rig.clear();
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
        this.#recording?.release();
        this.#recording = null;
        return this.rig.clear();
      case "mute":
        return this.rig.mute(effect.muted);
      case "wake-sound":
        return this.rig.wake();
      case "start-ticking":
        this.#stopTicking = this.#deps.every(1000, () => this.dispatch({ type: "tick", at: this.#deps.now() }));
        return;
      case "stop-ticking":
        return this.#stopTicking();
      case "finish-upload":
        return void this.#finish();
      case "discard-upload":
        return this.#discardUpload();
      case "salvage-upload":
        return this.#recording?.salvage();
      case "show-video":
        return this.#deps.showVideo(effect.videoId, effect.problem);
      default:
        return this.#performOnRecorder(effect.type);
    }
  }

  #performOnRecorder(what: "start-recorder" | "pause-recorder" | "resume-recorder" | "stop-recorder" | "drop-recorder"): void {
    switch (what) {
      case "start-recorder":
        return this.#record();
      case "pause-recorder":
        return this.#recording?.pause();
      case "resume-recorder":
        return this.#recording?.resume();
      case "stop-recorder":
        // A recorder that never started has nothing to flush.
        if (this.#recording !== null) return this.#recording.stop();
        return this.dispatch({ type: "recorder-stopped", at: this.#deps.now() });
      case "drop-recorder":
        this.#recording?.drop();
        this.rig.unlock();
    }
  }

  #acquire(source: Source, deviceId?: string): void {
    this.rig
      .acquire(source, deviceId)
      // The browser's question belongs to these: over a recording it would be in the picture.
      .then(() => this.#deps.askToPersist())
      .then(
        () => this.dispatch({ type: "acquired", source }),
        (error: unknown) => this.dispatch({ type: "refused", source, problem: problems.problemOfSource(error, source) }),
      );
  }

  #record(): void {
    const { startTakes, openUpload } = this.#deps;
    const deps = { startTakes, openUpload, seconds: () => this.#seconds() };
    this.#recording = null;
    try {
      const { stream, withoutSystem } = this.rig.lock();
      const recording: Recording = new Recording(stream, deps, this.#eventsOf(() => recording === this.#recording));
      this.#recording = recording;
      this.#say(problems.withoutSystemSound(), withoutSystem);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** What is heard of a recording, as long as it is the one under way. */
  #eventsOf(isCurrent: () => boolean): RecordingEvents {
    const tell = (event: RecorderEvent): unknown => isCurrent() && this.dispatch(event);
    return {
      changed: () => isCurrent() && this.#uploadChanged(),
      opened: (videoId) => tell({ type: "upload-opened", videoId }),
      refused: (error) => tell({ type: "upload-refused", problem: problems.problemOfStart(error), at: this.#deps.now() }),
      quiet: (isQuiet) => isCurrent() && this.#say(problems.quiet(), isQuiet),
      failed: (error) => isCurrent() && this.#failed(error),
      stopped: () => tell({ type: "recorder-stopped", at: this.#deps.now() }),
    };
  }

  /** A microphone came or went, or the mix did: the recording goes on with the tracks that are right now. */
  #soundChanged(): void {
    if (this.#recording?.isTaking !== true) return;
    const { stream, withoutSystem } = this.rig.lock();
    this.#recording.goOnWith(stream);
    this.#say(problems.withoutSystemSound(), withoutSystem);
  }

  #say(problem: Problem, holds: boolean): void {
    this.dispatch({ type: holds ? "trouble" : "trouble-over", problem });
  }

  #failed(error: unknown): void {
    this.dispatch({ type: "recorder-failed", problem: problems.problemOfRecorder(error), at: this.#deps.now() });
  }

  #seconds(): number {
    return elapsedMs(this.#lifecycle.state, this.#deps.now()) / 1000;
  }

  async #finish(): Promise<void> {
    const recording = this.#recording;
    try {
      if (recording === null) throw new UploadError({ code: "empty_recording", message: "Nothing was recorded." });
      await this.#beforeFinish();
      await recording.finish();
      this.dispatch({ type: "upload-finished" });
    } catch (error) {
      if (this.#left) recording?.release();
      if (recording === this.#recording && error instanceof UploadError) this.#uploadFailed(error);
    }
  }

  #uploadChanged(): void {
    this.#refresh();
    const { phase, error } = this.#view.upload;
    if (phase === "failed" && error !== null && isTaking(this.#lifecycle.state)) this.#uploadFailed(error);
  }

  #uploadFailed({ code, message }: { code: string; message: string }): void {
    const { endedBy } = this.#lifecycle.state;
    // Where the recorder never gave a byte, its own reason says more than "nothing was recorded".
    const problem = code === "empty_recording" && endedBy !== null ? endedBy : problems.problemOfUpload({ code, message });
    this.dispatch({ type: "upload-failed", problem, at: this.#deps.now() });
  }

  #discardUpload(): void {
    const recording = this.#recording;
    this.#recording = null;
    this.#refresh();
    if (recording !== null) void this.#throwAway(recording);
  }

  async #throwAway(recording: Recording): Promise<void> {
    const finished = await recording.abort();
    // Its end had already reached the server: it is a video now.
    if (finished !== null) await this.#deps.deleteVideo(finished).catch(() => this.#deps.couldNotDelete());
  }

  #refresh(): void {
    this.#view = { ...(this.#recording?.facts ?? NO_FACTS), recorder: this.#lifecycle.state, rig: this.rig.view };
    for (const listener of this.#listeners) listener();
  }
}
