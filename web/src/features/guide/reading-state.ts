/** How far reading the screen and writing the guide are, taken from a video's stages. */
import { describeFault } from "@/lib/api-error";
import type { Stage } from "@/lib/api-types";
import { doingWords, isPermanent, wasHeldUp } from "@/lib/stages";

export type ReadingState =
  | { kind: "waiting" }
  | { kind: "running"; words: string; progress: number }
  /** `retry` is the stage to start again; null where that cannot help. */
  | { kind: "failed"; reason: string; retry: string | null }
  | { kind: "done" };

/** The stages that lead to text, and from there to the guide. */
export const TEXT_STAGES = ["frames", "text"];
export const GUIDE_STAGES = ["frames", "text", "document"];

export function readingState(stages: readonly Stage[], names: readonly string[]): ReadingState {
  const mine = stages.filter((stage) => names.includes(stage.name));
  const running = mine.find((stage) => stage.state === "running");
  if (running) {
    const before = mine.indexOf(running);
    return {
      kind: "running",
      words: doingWords(running.name),
      progress: (before + running.progress) / mine.length,
    };
  }
  const failed = mine.find((stage) => stage.state === "failed");
  if (failed) return failure(failed);
  const blocking = stages.find((stage) => stage.state === "failed");
  if (blocking && mine.some(wasHeldUp)) return failure(blocking);
  return { kind: mine.some((stage) => stage.state === "pending") ? "waiting" : "done" };
}

function failure(stage: Stage): ReadingState {
  return {
    kind: "failed",
    reason: describeFault(stage.error),
    retry: isPermanent(stage.error?.code) ? null : stage.name,
  };
}
