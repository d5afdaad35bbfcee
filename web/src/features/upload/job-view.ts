/** How one file stands, for whoever shows it. */
import type { Problem } from "./file-check";

export type JobPhase =
  /** Asking the server where it may go. */
  | "starting"
  | "sending"
  | "paused"
  /** Trouble that passes; it goes on by itself. */
  | "waiting"
  /** All is stored; the server puts it together. */
  | "finishing"
  /** It has arrived; the server looks into it. */
  | "looked-into"
  /** It is a video of the library. */
  | "done"
  /** It has arrived, and cannot become a video. */
  | "refused"
  | "failed"
  /** Begun earlier; the browser opens the file once the person says so. */
  | "asks"
  /** Begun earlier; only the person can say where the file is. */
  | "needs-file"
  /** Another window of this browser sends it. */
  | "elsewhere";

export interface JobView {
  key: string;
  videoId: string | null;
  fileName: string;
  size: number;
  phase: JobPhase;
  /** Bytes that left this device. */
  sent: number;
  /** Bytes in storage. */
  stored: number;
  bytesPerSecond: number | null;
  problem: Problem | null;
}

export const UNSTARTED: JobView = {
  key: "",
  videoId: null,
  fileName: "",
  size: 0,
  phase: "starting",
  sent: 0,
  stored: 0,
  bytesPerSecond: null,
  problem: null,
};

const ACTIVE: readonly JobPhase[] = ["starting", "sending", "waiting", "finishing"];

/** Closing the page would stop it. */
export function isActive(job: JobView): boolean {
  return ACTIVE.includes(job.phase);
}

const ARRIVED: readonly JobPhase[] = ["looked-into", "done", "refused"];

/** Nothing of it is left to send; taking it off the list takes nothing away. */
export function hasArrived(job: JobView): boolean {
  return ARRIVED.includes(job.phase);
}

/** A later visit, or the same file chosen again, goes on with it: the list may be put away meanwhile. */
export function mayBePutAway(job: JobView): boolean {
  return !isActive(job) && job.phase !== "paused" && job.phase !== "looked-into";
}

/** 0 to 1. */
export function progressOf(job: JobView): number {
  const { phase, sent, stored, size } = job;
  if (hasArrived(job) || phase === "finishing") return 1;
  return size === 0 ? 0 : Math.min(1, Math.max(sent, stored) / size);
}
