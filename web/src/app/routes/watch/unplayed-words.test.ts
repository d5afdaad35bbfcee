import { expect, test } from "vitest";

import type { Video } from "@/lib/api-types";

import { unplayedWords } from "./unplayed-words";

type Media = NonNullable<Video["media"]>;

const MEDIA: Media = { container: "matroska", has_video: true, has_audio: true, sounds: [], unplayed: [] };
const DTS = { kind: "sound", codec: "dts", damaged: false } as const;

test("of a video whose tracks all play nothing is said", () => {
  expect(unplayedWords(null)).toBeNull();
  expect(unplayedWords(MEDIA)).toBeNull();
});

test("why a video has no sound, or no picture, is said", () => {
  expect(unplayedWords({ ...MEDIA, has_audio: false, unplayed: [DTS] })).toBe(
    "The sound of this file is in a format that cannot be played (dts), so the video plays without sound.",
  );
  expect(unplayedWords({ ...MEDIA, has_video: false, unplayed: [{ kind: "picture", codec: "h264", damaged: true }] })).toBe(
    "The picture of this file is damaged, so there is its sound alone.",
  );
});

test("sounds beside the one that plays are named", () => {
  expect(unplayedWords({ ...MEDIA, unplayed: [DTS, { ...DTS, codec: "truehd" }] })).toBe(
    "Further sound of this file cannot be played (dts, truehd).",
  );
});
