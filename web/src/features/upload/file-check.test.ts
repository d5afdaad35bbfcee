import { expect, test } from "vitest";

import { problemOfFile } from "./file-check";

test.each([
  ["a.mp4", "video/mp4", null],
  ["A.MKV", "", null],
  ["song.mp3", "audio/mpeg", null],
  ["clip.ts", "", null],
  ["notes.txt", "text/plain", "This is no video file."],
  ["picture.png", "image/png", "This is no video file."],
])("%s (%s)", (name, type, text) => {
  expect(problemOfFile(new File(["x"], name, { type }))?.text ?? null).toBe(text);
});

test("an empty file says so", () => {
  expect(problemOfFile(new File([], "a.mp4", { type: "video/mp4" }))?.text).toBe("This file is empty.");
});
