import { beforeEach, expect, test } from "vitest";

import { dropDraft, findDraft, keepDraft, KEPT_MS } from "./drafts";

beforeEach(() => localStorage.clear());

test("what was written is there again until it is saved", () => {
  keepDraft("v-1", "s-1", { title: "Open", text: "it" });
  expect(findDraft("v-1", "s-1")).toEqual({ title: "Open", text: "it" });
  expect(findDraft("v-1", "s-2")).toBeNull();
  dropDraft("v-1", "s-1");
  expect(findDraft("v-1", "s-1")).toBeNull();
});

test("after months it is forgotten, and what is no draft does no harm", () => {
  keepDraft("v-1", "s-1", { title: "Open", text: "it" }, 0);
  expect(findDraft("v-1", "s-1", KEPT_MS + 1)).toBeNull();
  localStorage.setItem("videoflow.guide.v-1.s-1", "{");
  expect(findDraft("v-1", "s-1")).toBeNull();
});
