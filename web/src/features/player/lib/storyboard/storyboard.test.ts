import { expect, test } from "vitest";

import { parseStoryboard } from "./storyboard";

const BASE = "https://videoflow.example/api/stream/v-1/token/storyboard.vtt";
const VTT = `WEBVTT

NOTE made by VideoFlow

1
00:00.000 --> 00:05.000
https://s3.example/sprite-0.jpg?X-Amz-Signature=a#xywh=0,0,160,90

00:05.000 --> 00:10.500 align:start
sprite-1.jpg#xywh=pixel:160,90,160,90

01:00:00.000 --> 01:00:05.000
no picture here
`;

test("each cue names a rectangle of its sprite", () => {
  expect(parseStoryboard(VTT, BASE)).toEqual([
    { start: 0, end: 5, url: "https://s3.example/sprite-0.jpg?X-Amz-Signature=a", x: 0, y: 0, width: 160, height: 90 },
    {
      start: 5,
      end: 10.5,
      url: "https://videoflow.example/api/stream/v-1/token/sprite-1.jpg",
      x: 160,
      y: 90,
      width: 160,
      height: 90,
    },
  ]);
});

test("hours count, Windows line ends too, and an empty rectangle is none", () => {
  const vtt = "WEBVTT\r\n\r\n01:02:03.500 --> 01:02:04.000\r\na.jpg#xywh=0,0,16,9\r\n\r\n00:00.000 --> 00:01.000\r\na.jpg#xywh=0,0,0,0";
  expect(parseStoryboard(vtt, BASE).map(({ start }) => start)).toEqual([3723.5]);
});

test("what is no WebVTT has no pictures", () => {
  expect(parseStoryboard("<html>", BASE)).toEqual([]);
});
