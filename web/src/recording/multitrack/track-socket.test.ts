import { expect, test } from "vitest";

import { trackAddress } from "./track-socket";

test("the first connection asks for a recording, later ones join it", () => {
  const place = { track: "video", multitrackId: null, mimeType: "video/webm;codecs=vp9", startedAt: 1_790_000_000.1234 } as const;
  const first = new URL(trackAddress(place, 1_790_000_002));
  expect([first.protocol, first.pathname, first.searchParams.has("session_id")]).toEqual(["ws:", "/ws/video", false]);
  expect(first.searchParams.get("started_at")).toBe("1790000000.1234");
  expect(first.searchParams.get("sent_at")).toBe("1790000002.0000");
  expect(first.searchParams.get("mime_type")).toBe("video/webm;codecs=vp9");
  expect(first.searchParams.get("time_zone")).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const joined = new URL(trackAddress({ ...place, track: "audio", multitrackId: "s-1" }, 1_790_000_003));
  expect([joined.pathname, joined.searchParams.get("session_id")]).toEqual(["/ws/audio", "s-1"]);
});
