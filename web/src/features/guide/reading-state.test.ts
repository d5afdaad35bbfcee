import { expect, test } from "vitest";

import { ALL_DONE, aStage } from "@/test/fixtures";

import { GUIDE_STAGES, readingState, TEXT_STAGES } from "./reading-state";

const heldUp = (name: string) =>
  aStage(name, { state: "skipped", error: { code: "not_run", message: "text did not succeed" } });
const later = (name: string) => aStage(name, { state: "pending", progress: 0 });

test("all stages done is done", () => {
  expect(readingState(ALL_DONE, GUIDE_STAGES)).toEqual({ kind: "done" });
});

test("before its turn it waits", () => {
  const stages = [aStage("finalize", { state: "running" }), later("frames"), later("text"), later("document")];
  expect(readingState(stages, GUIDE_STAGES)).toEqual({ kind: "waiting" });
});

test("running tells how far of the whole way it is", () => {
  const stages = [aStage("frames"), aStage("text", { state: "running", progress: 0.5 }), later("document")];
  expect(readingState(stages, GUIDE_STAGES)).toMatchObject({ kind: "running", words: "Reading the text on screen" });
  expect(readingState(stages, GUIDE_STAGES)).toHaveProperty("progress", 0.5);
  expect(readingState(stages, TEXT_STAGES)).toHaveProperty("progress", 0.75);
});

test("a failure names the stages to start again", () => {
  const text = aStage("text", { state: "failed", error: { code: "x", message: "Stopped." } });
  expect(readingState([aStage("frames"), text, heldUp("document")], GUIDE_STAGES)).toEqual({
    kind: "failed",
    reason: "Stopped.",
    retry: "text",
  });
});

test("what an earlier failure held up fails with it", () => {
  const probe = aStage("probe", { state: "failed", error: { code: "x", message: "Stopped." } });
  expect(readingState([probe, heldUp("frames"), heldUp("text"), heldUp("document")], GUIDE_STAGES)).toEqual({
    kind: "failed",
    reason: "Stopped.",
    retry: "probe",
  });
});

test("bytes that are no video are not read again", () => {
  const probe = aStage("probe", { state: "failed", error: { code: "not_a_video", message: "Not a video." } });
  expect(readingState([probe, heldUp("frames"), heldUp("text")], TEXT_STAGES)).toMatchObject({ retry: null });
});

test("a stage with nothing to do is no failure, whatever else failed", () => {
  const poster = aStage("thumbnails", { state: "failed" });
  expect(readingState([poster, aStage("frames"), aStage("text", { state: "skipped" })], TEXT_STAGES)).toEqual({
    kind: "done",
  });
});
