import { beforeEach, expect, test, vi } from "vitest";

import { dropDrawing, findDrawing, keepDrawing, KEPT_MS, MOST_DRAFTS, type DrawingDraft } from "./drafts";

const DRAFT: DrawingDraft = {
  clientId: "c-1",
  timestamp: 10.5,
  end: 14.5,
  strokes: [{ tool_type: "pen", points: [[0.1, 0.2], [0.3, 0.4]], color: "#ff3b30", width: 0.006 }],
};

beforeEach(() => localStorage.clear());

test("it is kept for one person and one video, and is called the same when it is there again", () => {
  keepDrawing("u-mara", "v-1", DRAFT);
  expect(findDrawing("u-mara", "v-1")).toMatchObject(DRAFT);
  expect(findDrawing("u-ana", "v-1")).toBeNull();
  expect(findDrawing("u-mara", "v-2")).toBeNull();
  dropDrawing("u-mara", "v-1");
  expect(findDrawing("u-mara", "v-1")).toBeNull();
});

test("neither old ones nor many are kept", () => {
  for (let number = 0; number < MOST_DRAFTS + 5; number += 1) keepDrawing("u-mara", `v-${number}`, DRAFT, number);
  expect(findDrawing("u-mara", "v-0", 100)).toBeNull();
  expect(localStorage).toHaveLength(MOST_DRAFTS);
  expect(findDrawing("u-mara", `v-${MOST_DRAFTS + 4}`, 100)).not.toBeNull();
  expect(findDrawing("u-mara", `v-${MOST_DRAFTS + 4}`, KEPT_MS + 100)).toBeNull();
  expect(localStorage).toHaveLength(0);
});

test.each(["", "{", "5", "null", '{"strokes":[],"clientId":"c","timestamp":1,"end":2,"keptAt":1}'])("%j is no drawing, and does no harm", (kept) => {
  localStorage.setItem("videoflow.drawing.u-mara.v-1", kept);
  expect(findDrawing("u-mara", "v-1", 0)).toBeNull();
});

test("a browser that stores nothing loses nothing else", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("Full.", "QuotaExceededError");
  });
  expect(() => keepDrawing("u-mara", "v-1", DRAFT)).not.toThrow();
});
