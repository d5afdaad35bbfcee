import { expect, test } from "vitest";

import { createSseParser } from "./sse-parser";

const STREAM = ': connected\n\nevent: video\ndata: {"id":1}\n\nevent: gone\r\ndata: a\r\ndata: b\r\n\r\ndata: plain\n\n';
const EVENTS = [
  { event: "video", data: '{"id":1}' },
  { event: "gone", data: "a\nb" },
  { event: "message", data: "plain" },
];

test("comments are no events; several data lines are one", () => {
  expect(createSseParser()(STREAM)).toEqual(EVENTS);
});

test.each([1, 2, 3, 7])("pieces of %i characters give the same events", (size) => {
  const parse = createSseParser();
  const events = [];
  for (let at = 0; at < STREAM.length; at += size) events.push(...parse(STREAM.slice(at, at + size)));
  expect(events).toEqual(EVENTS);
});

test("an event that never ends is not told", () => {
  expect(createSseParser()("event: video\ndata: half")).toEqual([]);
});
