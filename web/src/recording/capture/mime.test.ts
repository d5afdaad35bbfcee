import { describe, expect, it } from "vitest";

import { recordableTypes } from "./mime";

describe("recordableTypes", () => {
  it("puts VP9 first", () => {
    expect(recordableTypes(() => true)).toEqual([
      "video/webm;codecs=vp9,opus",
      "video/webm;codecs=vp8,opus",
      "video/webm",
      "video/mp4",
    ]);
  });

  it("records MP4 where there is no WebM", () => {
    expect(recordableTypes((type) => type.startsWith("video/mp4"))).toEqual(["video/mp4"]);
  });

  it("is empty where nothing can be recorded", () => {
    expect(recordableTypes(() => false)).toEqual([]);
  });
});
