/** Every sentence about an upload, as pure functions. */
import { formatBytes, formatNumber } from "@/lib/format";
import { uploadWords } from "@/words/upload";

import { hasArrived, isActive, type JobView } from "./job-view";

export type JobTone = "busy" | "calm" | "done" | "warn" | "trouble";

export interface JobWords {
  tone: JobTone;
  text: string;
  /** Speed and time left, or nothing. */
  aside: string;
}

export function jobWords(job: JobView, online: boolean): JobWords {
  const say = (tone: JobTone, text: string, aside = ""): JobWords => ({ tone, text, aside });
  switch (job.phase) {
    case "starting":
      return online ? say("busy", uploadWords.gettingReady) : say("warn", uploadWords.offline);
    case "sending":
      return online ? say("busy", under(job), pace(job)) : say("warn", uploadWords.offline);
    case "waiting":
      return online ? say("warn", uploadWords.connectionLost) : say("warn", uploadWords.offline);
    case "paused":
      return say("calm", job.stored === 0 ? uploadWords.paused : uploadWords.pausedSafe(safe(job)));
    case "finishing":
      return say("busy", uploadWords.allSent);
    case "looked-into":
      return say("busy", uploadWords.lookedInto);
    case "refused":
    case "failed":
      return say("trouble", job.problem?.text ?? uploadWords.didNotWork);
    case "done":
      return say("done", uploadWords.inLibrary);
    case "asks":
      return say("calm", uploadWords.stopped(safe(job)));
    case "needs-file":
      return job.problem === null
        ? say("calm", uploadWords.stoppedChoose(safe(job)))
        : say("trouble", job.problem.text);
    case "elsewhere":
      return say("calm", uploadWords.elsewhere);
  }
}

function safe({ stored, size }: JobView): string {
  return stored === 0 ? uploadWords.nothingStored(formatBytes(size)) : uploadWords.partSafe(formatBytes(stored), formatBytes(size));
}

/** Until the first part is whole there is nothing to promise. */
function under(job: JobView): string {
  return job.stored === 0 ? uploadWords.partSent(formatBytes(job.sent), formatBytes(job.size)) : safe(job);
}

function pace({ bytesPerSecond, sent, stored, size }: JobView): string {
  if (bytesPerSecond === null) return "";
  if (bytesPerSecond < 1) return uploadWords.noProgress;
  return uploadWords.pace(formatBytes(bytesPerSecond), timeLeft((size - Math.max(sent, stored)) / bytesPerSecond));
}

/** Rounded as such a guess deserves. */
export function timeLeft(seconds: number): string {
  if (seconds < 10) return uploadWords.aFewSeconds;
  if (seconds < 60) return uploadWords.secondsLeft(formatNumber(Math.ceil(seconds / 5) * 5));
  if (seconds < 3600) return uploadWords.minutesLeft(formatNumber(Math.ceil(seconds / 60)));
  return uploadWords.hoursLeft(formatNumber(Math.round(seconds / 360) / 10));
}

/** The line that stands for all of them. */
export function trayWords(jobs: readonly JobView[]): string {
  const active = jobs.filter(isActive);
  if (active.length > 0) return uploadWords.uploading(active.length);
  const failed = jobs.filter(({ phase }) => phase === "failed" || phase === "refused").length;
  if (failed > 0) return uploadWords.failed(failed);
  const stopped = jobs.filter((job) => !hasArrived(job)).length;
  if (stopped > 0) return uploadWords.stoppedSome(stopped);
  return uploadWords.uploaded(jobs.length);
}
