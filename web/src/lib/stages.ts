/** What the pipeline's stages are called, which one is under way, and which of them failed. */
import type { Stage } from "./api-types";

type Staged = readonly Stage[];

const DOING: Partial<Record<string, string>> = {
  finalize: "Saving the recording",
  scan: "Looking for viruses",
  compile: "Joining picture and sound",
  probe: "Reading the video",
  thumbnails: "Making the poster",
  storyboard: "Making the scrubbing pictures",
  transcode: "Making HD",
  frames: "Looking at the screen",
  text: "Reading the text on screen",
  document: "Writing the guide",
};

const FAILED: Partial<Record<string, string>> = {
  finalize: "Saving failed",
  scan: "Virus scan failed",
  compile: "Joining failed",
  probe: "Reading failed",
  thumbnails: "Poster failed",
  storyboard: "Scrubbing pictures failed",
  transcode: "HD failed",
  frames: "Guide failed",
  text: "Text failed",
  document: "Guide failed",
};

/** What still works when a stage of a video that plays has failed. */
const STILL: Partial<Record<string, string>> = {
  thumbnails: "The video itself plays.",
  storyboard: "The video itself plays.",
  transcode: "The original still plays.",
};

export function stillWords(name: string): string {
  return STILL[name] ?? "The recording itself plays.";
}

export function doingWords(name: string): string {
  return DOING[name] ?? "Processing";
}

export function failedWords(name: string): string {
  return FAILED[name] ?? "A step failed";
}

/** The stage to name: the first running one, else the next that waits. */
export function currentStage(stages: Staged): Stage | null {
  return (
    stages.find((stage) => stage.state === "running") ??
    stages.find((stage) => stage.state === "pending") ??
    null
  );
}

export function failedStages(stages: Staged): Stage[] {
  return stages.filter((stage) => stage.state === "failed");
}

/** Faults of the bytes themselves: the same bytes would fail again. */
const PERMANENT = new Set([
  "not_a_video",
  "infected",
  "unsupported_codec",
  "unsupported_media",
  "too_long",
  "dimensions_too_large",
  "no_frames",
]);

export function isPermanent(code: string | undefined): boolean {
  return code !== undefined && PERMANENT.has(code);
}

/** The failed stages worth starting again. */
export function retriableStages(stages: Staged): Stage[] {
  return failedStages(stages).filter((stage) => !isPermanent(stage.error?.code));
}

/** Skipped because a stage it needs failed, not because there was nothing to do. */
export function wasHeldUp(stage: Stage): boolean {
  return stage.state === "skipped" && stage.error?.code === "not_run";
}
