/** Every sentence about an upload, as pure functions. */
import { formatBytes, formatCount } from "@/lib/format";

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
      return online ? say("busy", "Getting ready") : say("warn", OFFLINE);
    case "sending":
      return online ? say("busy", under(job), pace(job)) : say("warn", OFFLINE);
    case "waiting":
      return online ? say("warn", "Connection lost: trying again") : say("warn", OFFLINE);
    case "paused":
      return say("calm", job.stored === 0 ? "Paused" : `Paused · ${safe(job)}`);
    case "finishing":
      return say("busy", "All sent. The server looks at the file");
    case "looked-into":
      return say("busy", "Safe in storage. The server looks at the file");
    case "refused":
    case "failed":
      return say("trouble", job.problem?.text ?? "This did not work.");
    case "done":
      return say("done", "In your library");
    case "asks":
      return say("calm", `Stopped. ${safe(job)}`);
    case "needs-file":
      return job.problem === null
        ? say("calm", `Stopped. ${safe(job)}. Choose the file again to go on`)
        : say("trouble", job.problem.text);
    case "elsewhere":
      return say("calm", "Another window sends this file");
  }
}

const OFFLINE = "Offline: goes on when you are back";

function safe({ stored, size }: JobView): string {
  return stored === 0 ? `Nothing of ${formatBytes(size)} is stored yet` : `${formatBytes(stored)} of ${formatBytes(size)} safe in storage`;
}

/** Until the first part is whole there is nothing to promise. */
function under(job: JobView): string {
  return job.stored === 0 ? `${formatBytes(job.sent)} of ${formatBytes(job.size)} sent` : safe(job);
}

function pace({ bytesPerSecond, sent, stored, size }: JobView): string {
  if (bytesPerSecond === null) return "";
  if (bytesPerSecond < 1) return "No progress";
  return `${formatBytes(bytesPerSecond)}/s · ${timeLeft((size - Math.max(sent, stored)) / bytesPerSecond)}`;
}

/** Rounded as such a guess deserves. */
export function timeLeft(seconds: number): string {
  if (seconds < 10) return "a few seconds left";
  if (seconds < 60) return `${Math.ceil(seconds / 5) * 5} s left`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min left`;
  return `${(seconds / 3600).toFixed(1)} h left`;
}

/** The line that stands for all of them. */
export function trayWords(jobs: readonly JobView[]): string {
  const active = jobs.filter(isActive);
  if (active.length > 0) return `Uploading ${formatCount(active.length, "file")}`;
  const failed = jobs.filter(({ phase }) => phase === "failed" || phase === "refused").length;
  if (failed > 0) return `${formatCount(failed, "upload")} failed`;
  const stopped = jobs.filter((job) => !hasArrived(job)).length;
  if (stopped > 0) return `${formatCount(stopped, "upload")} stopped`;
  return `${formatCount(jobs.length, "file")} uploaded`;
}
