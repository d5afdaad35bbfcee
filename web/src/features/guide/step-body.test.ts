import { expect, test } from "vitest";

import { stepBody } from "./step-body";
import { plainTitle, titleRuns } from "./title-runs";

const step = { title: "Click Save", text: "Members\nSave\nCancel", kind: "click" as const, label: "Save" };

test("what stands on the screen is seen in the picture, and not told again", () => {
  expect(stepBody(step).lines).toEqual([]);
});

test("a command's output is told, without the command", () => {
  const text = "$ flask db upgrade\nINFO Running upgrade\nINFO Done";
  const command = { title: "Run `flask db upgrade`", text, kind: "command" as const, label: "flask db upgrade" };
  expect(stepBody(command)).toEqual({ lines: ["INFO Running upgrade", "INFO Done"], look: "output" });
});

test("a slide's points are a list, without its heading", () => {
  const slide = { title: "Why", text: "Why\n• Faster\nSafer", kind: "slide" as const, label: "Why" };
  expect(stepBody(slide)).toEqual({ lines: ["Faster", "Safer"], look: "list" });
});

test("where nothing tells what matters, the first lines are told", () => {
  expect(stepBody({ ...step, text: "a\nb\nc\nd", kind: null, label: null }).lines).toEqual(["a", "b", "c", "…"]);
});

test("commands in titles are set apart; a backtick alone is one", () => {
  expect(titleRuns("Run `a b` now")).toEqual([
    { text: "Run ", isCode: false },
    { text: "a b", isCode: true },
    { text: " now", isCode: false },
  ]);
  expect([plainTitle("Run `a b`"), plainTitle("5` long")]).toEqual(["Run a b", "5` long"]);
});
