import { describe, expect, it } from "vitest";

import { containerOf, recordableTypes, tracksOf, type Tracks } from "./mime";

const BOTH: Tracks = { picture: true, sound: true };
const PICTURE: Tracks = { picture: true, sound: false };
const SOUND: Tracks = { picture: false, sound: true };

describe("recordableTypes", () => {
  it("puts VP9 first", () => {
    expect(recordableTypes(BOTH, () => true)).toEqual([
      "video/webm;codecs=vp9,opus",
      "video/webm;codecs=vp8,opus",
      "video/webm",
      "video/mp4",
    ]);
  });

  it("names no codec for a track that is not there", () => {
    expect(recordableTypes(PICTURE, () => true).join()).not.toContain("opus");
    expect(recordableTypes(PICTURE, () => true)[0]).toBe("video/webm;codecs=vp9");
    expect(recordableTypes(SOUND, () => true).every((type) => type.startsWith("audio/"))).toBe(true);
  });

  it("records MP4 where there is no WebM", () => {
    expect(recordableTypes(BOTH, (type) => type.startsWith("video/mp4"))).toEqual(["video/mp4"]);
  });

  it("is empty where nothing can be recorded", () => {
    expect(recordableTypes(BOTH, () => false)).toEqual([]);
  });
});

describe("tracksOf", () => {
  it("tells which tracks a stream has", () => {
    const stream = { getVideoTracks: () => [{}], getAudioTracks: () => [] } as unknown as MediaStream;
    expect(tracksOf(stream)).toEqual(PICTURE);
  });
});

describe("containerOf", () => {
  it("leaves the codecs out", () => {
    expect(containerOf("Video/WebM; codecs=vp8")).toBe("video/webm");
    expect(containerOf("")).toBe("");
  });
});
