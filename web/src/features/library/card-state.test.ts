import { expect, test } from "vitest";

import { ALL_DONE, anItem, aStage } from "@/test/fixtures";

import { cardState } from "./card-state";

test("a finished recording needs no words", () => {
  expect(cardState(anItem())).toEqual({ kind: "ready" });
});

test("a running upload is recording", () => {
  expect(cardState(anItem({ status: "uploading" })).kind).toBe("recording");
});

test("a file on its way in is not a recording", () => {
  expect(cardState(anItem({ status: "uploading", source: "file" })).kind).toBe("uploading");
});

test("the sharp version is named while it is made", () => {
  const stages = [aStage("finalize"), aStage("transcode", { state: "running", progress: 0.24 })];
  expect(cardState(anItem({ status: "processing", progress: 0.62, stages }))).toMatchObject({ label: "Making HD 62%" });
});

test("processing comes with the server's number and what is being done", () => {
  const stages = [aStage("finalize"), aStage("text", { state: "running", progress: 0.24 })];
  expect(cardState(anItem({ status: "processing", progress: 0.62, stages }))).toMatchObject({
    kind: "processing",
    label: "Processing 62%",
    doing: "Reading the text on screen",
  });
});

test("a failed recording says why, and what can be tried again", () => {
  const probe = aStage("probe", { state: "failed", error: { code: "timed_out", message: "It took too long." } });
  const state = cardState(anItem({ status: "failed", stages: [aStage("finalize"), probe] }));
  expect(state).toMatchObject({ kind: "failed", label: "Failed", reason: "It took too long.", retry: [probe] });
});

test("bytes that are no video will be none the next time either", () => {
  const probe = aStage("probe", { state: "failed", error: { code: "not_a_video", message: "Not a video." } });
  const state = cardState(anItem({ status: "failed", stages: [aStage("finalize"), probe] }));
  expect(state).toMatchObject({ reason: "Not a video.", retry: [] });
});

test("a failed part of a recording that plays is named", () => {
  const text = aStage("text", { state: "failed", error: { code: "ocr", message: "Stopped." } });
  const state = cardState(anItem({ stages: [...ALL_DONE.slice(0, 4), text] }));
  expect(state).toMatchObject({ kind: "failed", label: "Text failed", reason: "Stopped." });
});

test("a failure that no stage explains offers no retry", () => {
  const error = { code: "abandoned", message: "The browser never came back." };
  const state = cardState(anItem({ status: "failed", stages: [], error }));
  expect(state).toMatchObject({ reason: "The browser never came back.", retry: [] });
});
