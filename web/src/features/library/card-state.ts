/** What a card says about a recording's state, in a word, a number and a reason. */
import { describeFault } from "@/lib/api-error";
import type { Stage, VideoItem } from "@/lib/api-types";
import { formatPercent } from "@/lib/format";
import { currentStage, doingWords, failedStages, failedWords, retriableStages } from "@/lib/stages";
import { libraryWords } from "@/words/library";
import { stageWords } from "@/words/stages";

export type CardState =
  | { kind: "ready" }
  | { kind: "recording" }
  /** A file on its way in, from this browser or another. */
  | { kind: "uploading" }
  | { kind: "processing"; label: string; doing: string; progress: number }
  | { kind: "failed"; label: string; reason: string; retry: Stage[] };

type Judged = Pick<VideoItem, "status" | "progress" | "source" | "stages" | "error">;

export function cardState({ status, progress, source, stages, error }: Judged): CardState {
  if (status === "uploading") return { kind: source === "file" ? "uploading" : "recording" };
  if (status === "processing") {
    const stage = currentStage(stages);
    // The last and longest part has a name people wait for.
    const word = stage?.name === "transcode" ? doingWords(stage.name) : stageWords.processing;
    return {
      kind: "processing",
      label: `${word} ${formatPercent(progress)}`,
      doing: stage ? doingWords(stage.name) : stageWords.processing,
      progress,
    };
  }
  const failed = failedStages(stages);
  if (status === "failed" || failed.length > 0) {
    const first = failed[0];
    return {
      kind: "failed",
      label: status === "failed" || !first ? libraryWords.failed : failedWords(first.name),
      reason: describeFault(error ?? first?.error),
      retry: retriableStages(stages),
    };
  }
  return { kind: "ready" };
}
