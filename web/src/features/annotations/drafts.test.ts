import { expect, test, vi } from "vitest";

import { dropDraft, findDraft, keepDraft, KEPT_MS } from "./drafts";

const DRAFT = { text: "Half a sent", pinned: 104.25 };

test("it is kept for one person and one video", () => {
  keepDraft("u-mara", "v-1", DRAFT);
  expect(findDraft("u-mara", "v-1")).toMatchObject(DRAFT);
  expect(findDraft("u-ana", "v-1")).toBeNull();
  expect(findDraft("u-mara", "v-2")).toBeNull();
  dropDraft("u-mara", "v-1");
  expect(findDraft("u-mara", "v-1")).toBeNull();
});

test("what nobody came back to is not kept for ever, of any video", () => {
  keepDraft("u-mara", "v-1", DRAFT, 0);
  keepDraft("u-mara", "v-2", DRAFT, KEPT_MS);
  expect(findDraft("u-mara", "v-2", KEPT_MS + 1)).toMatchObject(DRAFT);
  expect(localStorage).toHaveLength(1);
});

test.each(["", "{", "5", "null", '{"text":5,"pinned":1,"keptAt":1}'])("%j is no draft, and does no harm", (kept) => {
  localStorage.setItem("videoflow.draft.u-mara.v-1", kept);
  expect(findDraft("u-mara", "v-1", 0)).toBeNull();
});

test("a browser that stores nothing loses nothing else", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("Full.", "QuotaExceededError");
  });
  expect(() => keepDraft("u-mara", "v-1", DRAFT)).not.toThrow();
});
