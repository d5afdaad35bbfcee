/** All files of this page on their way, and those an earlier visit left behind. */
import type { UnfinishedUpload } from "@/lib/api-types";
import { openHandle, type PickedFile } from "@/lib/file-handle";
import type { KeptFile } from "@/lib/local-store/tables";
import { uploadWords } from "@/words/upload";

import type { Begun, JobDeps } from "./job-deps";
import { hasArrived, isActive, type JobPhase, type JobView } from "./job-view";
import { UploadJob } from "./upload-job";

/** Progress comes many times a second; eyes need less. */
const TELL_EVERY_MS = 120;
const TICK_MS = 1000;

export interface ManagerDeps extends Omit<JobDeps, "changed"> {
  /** Throws ApiError. */
  list: () => Promise<UnfinishedUpload[]>;
}

/** Phases in which the same file, chosen again, is meant for this upload. */
const WANTS_FILE: readonly JobPhase[] = ["needs-file", "asks"];

export class UploadManager {
  readonly #deps: JobDeps;
  readonly #list: ManagerDeps["list"];
  readonly #listeners = new Set<() => void>();
  #jobs: UploadJob[] = [];
  #views: readonly JobView[] = [];
  #telling: (() => void) | null = null;
  #ticking: (() => void) | null = null;
  /** Counts visits, so that what a closed one still finds is not taken up. */
  #visit = 0;
  #open = false;

  constructor(deps: ManagerDeps) {
    this.#list = deps.list;
    this.#deps = { ...deps, changed: () => this.#tellSoon() };
  }

  /** A new array at each change. */
  get views(): readonly JobView[] {
    return this.#views;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get isActive(): boolean {
    return this.#jobs.some((job) => isActive(job.view));
  }

  add(files: readonly PickedFile[]): void {
    for (const picked of files) {
      const same = this.#jobs.find((job) => job.matches(picked.file) && !hasArrived(job.view));
      if (same === undefined) this.#begin(UploadJob.fresh(this.#deps, picked));
      else if (WANTS_FILE.includes(same.view.phase)) same.give(picked);
      else if (same.view.phase === "failed") same.retry();
    }
  }

  /** Finds what earlier visits began: on this device, and on the server for other devices. */
  async open(): Promise<void> {
    const visit = (this.#visit += 1);
    this.#open = true;
    const records = await this.#deps.memory.all(this.#deps.userId);
    const unfinished = await this.#list().catch(() => null);
    if (visit !== this.#visit) return;
    const known = new Set(unfinished?.map(({ video_id }) => video_id));
    for (const record of records) {
      if (unfinished === null || known.has(record.videoId)) await this.#restore(record, stored(record, unfinished));
      else await this.#deps.memory.drop(record.videoId);
    }
    const here = new Set(records.map(({ videoId }) => videoId));
    for (const upload of unfinished ?? []) {
      if (!here.has(upload.video_id) && !this.#isBeginning(upload)) this.#restoreForeign(upload);
    }
  }

  /** Calls `act` with the job a row shows. */
  with(key: string, act: (job: UploadJob) => void): void {
    const job = this.#jobs.find(({ view }) => view.key === key);
    if (job !== undefined) act(job);
  }

  /** Takes a row away; throws away what of it is not whole. Throws ApiError. */
  async remove(key: string): Promise<void> {
    const job = this.#jobs.find(({ view }) => view.key === key);
    if (job === undefined) return;
    this.#jobs = this.#jobs.filter((other) => other !== job);
    this.#tell();
    await job.cancel();
  }

  /** Takes those off the list of which nothing is left to do. */
  clearOver(): void {
    this.#jobs = this.#jobs.filter(({ view }) => view.phase !== "done" && view.phase !== "refused");
    this.#tell();
  }

  wake(): void {
    for (const job of this.#jobs) job.wake();
  }

  /** Another person, or none: what is stored waits for the next visit. */
  close(): void {
    this.#visit += 1;
    this.#open = false;
    for (const job of this.#jobs) job.leave();
    this.#jobs = [];
    this.#views = [];
    this.#telling?.();
    this.#ticking?.();
    this.#telling = this.#ticking = null;
  }

  async #restore({ copy, ...record }: KeptFile, storedBytes: number): Promise<void> {
    const file = copy ?? (record.handle && (await openHandle(record.handle, false)));
    this.#takeUp({ ...record, stored: storedBytes, file });
  }

  #restoreForeign({ video_id, file_name, size, part_size, stored }: UnfinishedUpload): void {
    const nothing = { lastModified: null, paused: false, file: null, handle: null };
    this.#takeUp({ videoId: video_id, fileName: file_name ?? uploadWords.aFile, size, partSize: part_size, stored, ...nothing });
  }

  /** The server may list what this page has just asked it to begin, before the page hears under which name. */
  #isBeginning({ file_name, size }: UnfinishedUpload): boolean {
    return this.#jobs.some(({ view }) => view.videoId === null && view.fileName === file_name && view.size === size);
  }

  #takeUp(begun: Begun): void {
    const there = this.#jobs.some(({ view }) => view.videoId === begun.videoId);
    if (!there && this.#open) this.#begin(UploadJob.begun(this.#deps, begun));
  }

  #begin(job: UploadJob): void {
    this.#jobs = [...this.#jobs, job];
    job.start();
    this.#tell();
  }

  #tellSoon(): void {
    if (!this.#open) return;
    this.#telling ??= this.#deps.after(TELL_EVERY_MS, () => this.#tell());
    if (this.isActive) this.#ticking ??= this.#deps.after(TICK_MS, () => this.#tick());
  }

  #tick(): void {
    this.#ticking = null;
    for (const job of this.#jobs) job.tick();
    if (this.isActive) this.#tellSoon();
  }

  #tell(): void {
    this.#telling?.();
    this.#telling = null;
    this.#views = this.#jobs.map(({ view }) => view);
    for (const listener of this.#listeners) listener();
  }
}

function stored(record: KeptFile, unfinished: readonly UnfinishedUpload[] | null): number {
  return unfinished?.find(({ video_id }) => video_id === record.videoId)?.stored ?? record.stored;
}
