/** What the pipeline's stages are called, which one is under way, and which of them failed. */
import { stageWords } from "@/words/stages";

import type { Stage } from "./api-types";

type Staged = readonly Stage[];

/** What still works when a stage of a video that plays has failed. */
export function stillWords(name: string): string {
  return stageWords.still[name] ?? stageWords.recordingPlays;
}

export function doingWords(name: string): string {
  return stageWords.doing[name] ?? stageWords.processing;
}

export function failedWords(name: string): string {
  return stageWords.failed[name] ?? stageWords.stepFailed;
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
