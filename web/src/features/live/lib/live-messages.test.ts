import { expect, it } from "vitest";

import { readLiveMessage } from "./live-messages";

it("reads what the server says", () => {
  expect(readLiveMessage('{"type":"start","request":2,"mime":"video/webm","begins":1.5,"time":2,"take":0}')).toEqual({
    type: "start",
    request: 2,
    mime: "video/webm",
    begins: 1.5,
    time: 2,
  });
  expect(readLiveMessage('{"type":"page","offset":7,"edge":3}')).toEqual({ type: "page", offset: 7, edge: 3 });
  expect(readLiveMessage('{"type":"ended","reason":"aborted"}')).toEqual({ type: "ended", reason: "aborted" });
});

it("knows nothing else", () => {
  for (const text of ["", "7", "null", "{}", '{"type":"dance"}']) expect(readLiveMessage(text)).toBeNull();
  expect(readLiveMessage('{"type":"edge","time":"x"}')).toEqual({ type: "edge", time: 0 });
});
