import { expect, test } from "vitest";

import { aStage } from "@/test/fixtures";

import { currentStage, doingWords, failedStages, failedWords, retriableStages } from "./stages";

const STAGES = [
  aStage("finalize"),
  aStage("probe", { state: "skipped", progress: 0 }),
  aStage("frames", { state: "running", progress: 0.5 }),
  aStage("text", { state: "pending", progress: 0 }),
];

test("the stage to name is the running one, else the next", () => {
  expect(currentStage(STAGES)?.name).toBe("frames");
  expect(currentStage(STAGES.filter((stage) => stage.state !== "running"))?.name).toBe("text");
  expect(currentStage([aStage("finalize")])).toBeNull();
});

test("failed stages are found among the others", () => {
  const stages = [aStage("finalize"), aStage("text", { state: "failed", progress: 0.9 })];
  expect(failedStages(stages).map((stage) => stage.name)).toEqual(["text"]);
});

test("every stage of every plan has words of its own", () => {
  const names = "finalize scan compile probe thumbnails storyboard transcode frames text document".split(" ");
  for (const name of names) {
    expect(doingWords(name)).not.toBe("Processing");
    expect(failedWords(name)).not.toBe("A step failed");
  }
});

test("a file with a virus in it is not tried again, a scanner that was away is", () => {
  const failed = (code: string) => [aStage("scan", { state: "failed", error: { code, message: "" } })];
  expect(retriableStages(failed("infected"))).toEqual([]);
  expect(retriableStages(failed("scanner_unavailable"))).toHaveLength(1);
});
