import { expect, test } from "vitest";

import { aStage } from "@/test/fixtures";

import { currentStage, failedStages, overallProgress } from "./stages";

const STAGES = [
  aStage("finalize"),
  aStage("probe", { state: "skipped", progress: 0 }),
  aStage("frames", { state: "running", progress: 0.5 }),
  aStage("text", { state: "pending", progress: 0 }),
];

test("progress counts done, skipped and the running part", () => {
  expect(overallProgress(STAGES)).toBeCloseTo(2.5 / 4);
  expect(overallProgress([])).toBe(0);
});

test("the stage to name is the running one, else the next", () => {
  expect(currentStage(STAGES)?.name).toBe("frames");
  expect(currentStage(STAGES.filter((stage) => stage.state !== "running"))?.name).toBe("text");
  expect(currentStage([aStage("finalize")])).toBeNull();
});

test("a failed stage keeps no progress", () => {
  const stages = [aStage("finalize"), aStage("text", { state: "failed", progress: 0.9 })];
  expect(overallProgress(stages)).toBeCloseTo(0.5);
  expect(failedStages(stages).map((stage) => stage.name)).toEqual(["text"]);
});
