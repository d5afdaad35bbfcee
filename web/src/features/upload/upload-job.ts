/** One file on its way: begins, sends, pauses, goes on, and says how it stands. */
import { hasCode } from "@/lib/api-error";
import { backoff } from "@/lib/backoff";
import { openHandle, type FileHandle, type PickedFile } from "@/lib/file-handle";

import type { SendEvents, Sending, SendTarget } from "./engine/sender";
import { problemOfFile } from "./file-check";
import type { Begun, JobDeps } from "./job-deps";
import { hasArrived, UNSTARTED, type JobView } from "./job-view";
import { awaitOutcome } from "./outcome";
import { anotherFile, isGone, problemOf } from "./problems";
import { Rate } from "./rate";
import { fingerprintOf, isSameFile, type Fingerprint } from "./remember/fingerprint";
import type { Memory } from "./remember/memory";

export class UploadJob {
  readonly #deps: JobDeps;
  readonly #rate = new Rate();
  readonly #known: Fingerprint;
  #view: JobView;
  #file: File | null;
  #handle: FileHandle | null;
  #target: SendTarget | null = null;
  #sending: Sending | null = null;
  #release: (() => void) | null = null;
  #cancelRetry: () => void = () => undefined;
  #attempt = 0;
  /** Counts runs, so that one which was paused or cancelled is told from the one that is wanted. */
  #run = 0;
  #cancelled = false;

  private constructor(deps: JobDeps, known: Fingerprint, file: File | null, handle: FileHandle | null, view: Partial<JobView>) {
    this.#deps = deps;
    this.#known = known;
    this.#file = file;
    this.#handle = handle;
    const { fileName, size } = known;
    this.#view = { ...UNSTARTED, key: crypto.randomUUID(), fileName, size, ...view };
  }

  static fresh(deps: JobDeps, { file, handle }: PickedFile): UploadJob {
    return new UploadJob(deps, fingerprintOf(file), file, handle, { problem: problemOfFile(file) });
  }

  static begun(deps: JobDeps, { videoId, partSize, stored, paused, file, handle, ...known }: Begun): UploadJob {
    const found = file !== null;
    const phase = paused && found ? "paused" : handle !== null && !found ? "asks" : found ? "starting" : "needs-file";
    const job = new UploadJob(deps, known, file, handle, { videoId, stored, sent: stored, phase });
    job.#target = { videoId, partSize };
    return job;
  }

  /** A new object at each change. */
  get view(): JobView {
    return this.#view;
  }

  matches(file: File): boolean {
    return isSameFile(this.#known, file);
  }

  start(): void {
    if (this.#view.phase !== "starting") return;
    if (this.#view.problem === null) void this.#go();
    else this.#update({ phase: "failed" });
  }

  pause(): void {
    this.#cancelRetry();
    if (this.#sending === null) this.#run += 1;
    else this.#sending.pause();
    this.#rate.forget();
    this.#update({ phase: "paused", bytesPerSecond: null });
    this.#remember({ paused: true });
  }

  resume(): void {
    this.#remember({ paused: false });
    if (this.#sending === null) return void this.#go();
    this.#sending.resume();
    this.#update({ phase: "sending" });
  }

  /** After a failure; from the start where the server threw away what it had. */
  retry(): void {
    const { problem } = this.#view;
    if (problem !== null && isGone(problem)) this.#forgetTarget();
    void this.#go();
  }

  /** The network is back: no need to wait for the next turn. */
  wake(): void {
    if (this.#view.phase !== "waiting") return;
    this.#cancelRetry();
    void this.#go();
  }

  /** Opens the file the browser remembers, with the person's leave. */
  async allow(): Promise<void> {
    const file = this.#handle && (await openHandle(this.#handle, true));
    if (file === null) this.#update({ phase: "needs-file" });
    else this.give({ file, handle: this.#handle });
  }

  /** The person showed where the file is. */
  give({ file, handle }: PickedFile): void {
    if (!this.matches(file)) return this.#update({ phase: "needs-file", problem: anotherFile(this.#view.fileName) });
    this.#file = file;
    this.#handle = handle;
    this.#remember({ copy: null, handle, paused: false });
    void this.#go();
  }

  /** Throws away what was sent, here and on the server. */
  async cancel(): Promise<void> {
    this.#cancelled = true;
    this.leave();
    const { videoId } = this.#view;
    if (videoId === null || hasArrived(this.#view)) return;
    await this.#deps.memory.drop(videoId);
    await this.#deps.abort(videoId);
  }

  /** Stops, and leaves what is stored to whoever comes next. */
  leave(): void {
    this.#run += 1;
    this.#cancelRetry();
    this.#sending?.drop();
    this.#sending = null;
    this.#letGo();
  }

  /** Once a second while it runs: standing still is news as well. */
  tick(): void {
    if (this.#view.phase !== "sending") return;
    this.#rate.add(this.#view.sent, this.#deps.now());
    this.#update({ bytesPerSecond: this.#rate.perSecond(this.#deps.now()) });
  }

  async #go(): Promise<void> {
    const run = (this.#run += 1);
    this.#update({ phase: "starting", problem: null });
    try {
      const file = this.#file;
      if (file === null) { this.#update({ phase: "needs-file" }); return; }
      const target = this.#target ?? (await this.#begin(file));
      if (run !== this.#run) return;
      this.#release ??= await this.#deps.hold(target.videoId);
      if (this.#release === null) { this.#update({ phase: "elsewhere" }); return; }
      const sender = await this.#deps.loadSender();
      if (run !== this.#run) return;
      this.#update({ phase: "sending" });
      this.#sending = sender.start(file, target, this.#events(run));
    } catch (error) {
      if (run === this.#run) this.#stopped(error);
    }
  }

  async #begin(file: File): Promise<SendTarget> {
    const begun = await this.#deps.begin(file);
    const target = { videoId: begun.video_id, partSize: begun.part_size };
    if (this.#cancelled) {
      await this.#deps.abort(target.videoId);
      return target;
    }
    this.#target = target;
    this.#update({ videoId: target.videoId });
    const record = { ...this.#known, ...target, userId: this.#deps.userId, stored: 0, paused: false };
    void this.#deps.memory.put({ ...record, copy: file, handle: this.#handle });
    return target;
  }

  #events(run: number): SendEvents {
    const wanted = (job: () => void): void => {
      if (run === this.#run) job();
    };
    return {
      sent: (bytes) => wanted(() => this.#update({ sent: Math.max(bytes, this.#view.stored) })),
      stored: (bytes) => wanted(() => this.#progressed(bytes)),
      finishing: () => wanted(() => this.#update({ phase: "finishing", bytesPerSecond: null })),
      finished: () => wanted(() => this.#finished()),
      failed: (error) => wanted(() => this.#stopped(error)),
    };
  }

  #progressed(stored: number): void {
    this.#attempt = 0;
    this.#update({ stored, sent: Math.max(stored, this.#view.sent) });
    this.#remember({ stored });
  }

  #finished(): void {
    this.#sending = null;
    this.#letGo();
    const { size, videoId } = this.#view;
    this.#update({ phase: "looked-into", sent: size, stored: size, bytesPerSecond: null });
    if (videoId === null) return;
    void this.#deps.memory.drop(videoId);
    this.#deps.arrived(videoId);
    this.#cancelRetry = awaitOutcome(this.#deps, videoId, (outcome) => {
      if (outcome.kind === "taken") this.#update({ phase: "done" });
      else this.#update({ phase: "refused", problem: outcome.problem });
    });
  }

  #stopped(error: unknown): void {
    if (hasCode(error, "already_finished")) return this.#finished();
    this.#sending = null;
    this.#rate.forget();
    const problem = problemOf(error);
    if (problem !== null) {
      this.#letGo();
      return this.#update({ phase: "failed", problem, bytesPerSecond: null });
    }
    this.#update({ phase: "waiting", bytesPerSecond: null });
    this.#cancelRetry = this.#deps.after(backoff(this.#attempt + 2, Math.random), () => this.wake());
    this.#attempt += 1;
  }

  #forgetTarget(): void {
    const { videoId } = this.#view;
    if (videoId !== null) void this.#deps.memory.drop(videoId);
    this.#letGo();
    this.#target = null;
    this.#update({ videoId: null, stored: 0, sent: 0 });
  }

  #letGo(): void {
    this.#release?.();
    this.#release = null;
  }

  #remember(change: Parameters<Memory["change"]>[1]): void {
    if (this.#view.videoId !== null) void this.#deps.memory.change(this.#view.videoId, change);
  }

  #update(change: Partial<JobView>): void {
    this.#view = { ...this.#view, ...change };
    if (!this.#cancelled) this.#deps.changed();
  }
}
