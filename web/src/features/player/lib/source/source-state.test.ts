import { expect, test } from "vitest";

import type { Playback } from "@/lib/api-types";
import { aPlayback } from "@/test/fixtures";

import { hasFailed, initialSource, nextSource, type SourceEvent, type SourceState } from "./source-state";

const plain = (mark = "1"): Playback => aPlayback({ url: `https://s3.example/original.webm?sig=${mark}` });
const withHls = (mark = "1"): Playback => ({ ...plain(mark), hls_url: `/api/stream/v-1/token-${mark}/master.m3u8` });

const PLAYING: SourceEvent = { type: "idle", idle: false };
const PAUSED: SourceEvent = { type: "idle", idle: true };
const PREPARED: SourceEvent = { type: "prepared" };
const FAILS: SourceEvent = { type: "error" };
const news = (playback: Playback): SourceEvent => ({ type: "news", playback });

function after(...events: SourceEvent[]): SourceState {
  return events.reduce(nextSource, initialSource(true, false));
}

function more(state: SourceState, ...events: SourceEvent[]): SourceState {
  return events.reduce(nextSource, state);
}

test("a video that has HLS begins with it", () => {
  expect(after(news(withHls()))).toMatchObject({ kind: "hls", load: 1 });
});

test("a browser without HLS, or a person who wants it so, begins with the original", () => {
  expect(nextSource(initialSource(false, false), news(withHls()))).toMatchObject({ kind: "original", hls: "absent" });
  expect(nextSource(initialSource(true, true), news(withHls()))).toMatchObject({ kind: "original", hls: "offered" });
});

test("a waiting player changes over as soon as the playlist is there, not before", () => {
  const offered = after(news(plain()), news(withHls("2")));
  expect(offered).toMatchObject({ kind: "original", hls: "offered", load: 1 });
  expect(more(offered, PREPARED)).toMatchObject({ kind: "hls", load: 2 });
});

test("a playing one changes over at the next pause, seek or stall", () => {
  const playing = after(news(plain()), PLAYING, news(withHls("2")), PREPARED);
  expect(playing).toMatchObject({ kind: "original", hls: "ready", load: 1 });
  expect(more(playing, PAUSED)).toMatchObject({ kind: "hls", load: 2 });
});

test("it never goes back by itself", () => {
  const changed = after(news(withHls()), PLAYING, PAUSED, news(withHls("2")), { type: "healthy" }, news(plain("3")));
  expect(changed).toMatchObject({ kind: "hls", load: 1 });
});

test("a playlist that cannot be prepared leaves the original alone", () => {
  const broken = after(news(plain()), news(withHls("2")), { type: "unprepared" }, PAUSED);
  expect(broken).toMatchObject({ kind: "original", hls: "broken", load: 1 });
});

test("failing HLS is tried with two fresh tokens, then the original plays and nothing is said", () => {
  let state = after(news(withHls()));
  for (const mark of ["2", "3"]) {
    state = more(state, FAILS);
    expect(state.renewing).toBe("failure");
    state = more(state, news(withHls(mark)));
    expect(state.held?.hls_url).toContain(`token-${mark}`);
    expect(state.kind).toBe("hls");
  }
  state = more(state, FAILS);
  expect(state).toMatchObject({ kind: "original", hls: "broken", load: 4 });
  expect(hasFailed(state)).toBe(false);
  expect(more(state, PAUSED, news(withHls("4"))).kind).toBe("original");
});

test("failure shows when the original fails too", () => {
  let state: SourceState = { ...after(news(withHls())), kind: "original", hls: "broken" };
  for (const mark of ["2", "3"]) state = more(state, FAILS, news(withHls(mark)));
  expect(hasFailed(state)).toBe(false);
  expect(hasFailed(more(state, FAILS))).toBe(true);
});

test("an original this browser cannot play gives way to HLS at once", () => {
  expect(after(news(plain()), news(withHls("2")), FAILS)).toMatchObject({ kind: "hls", load: 2 });
});

test("HLS that is made later saves a player that had failed", () => {
  const failed = after(news(plain()), FAILS, news(plain("2")), FAILS, news(plain("3")), FAILS);
  expect(hasFailed(failed)).toBe(true);
  const saved = more(failed, news(withHls("4")));
  expect(saved.kind).toBe("hls");
  expect(hasFailed(saved)).toBe(false);
});

test("a token that runs out is exchanged without loading again", () => {
  const renewed = after(news(withHls()), PLAYING, { type: "expiring" }, news(withHls("2")));
  expect(renewed).toMatchObject({ kind: "hls", load: 1, renewing: "no" });
  expect(renewed.held?.hls_url).toContain("token-2");
});

test("a playing original takes its fresh URL when it fails, without asking again", () => {
  const waiting = after(news(plain()), PLAYING, { type: "expiring" }, news(plain("2")));
  expect(waiting.held?.url).toContain("sig=1");
  const taken = more(waiting, FAILS);
  expect(taken.held?.url).toContain("sig=2");
  expect(taken).toMatchObject({ load: 2, asked: 1 });
});

test("a person's choice is followed at once, also while playing", () => {
  const playing = after(news(plain()), PLAYING, news(withHls("2")), PREPARED);
  const hls = more(playing, { type: "prefer", original: false });
  expect(hls).toMatchObject({ kind: "hls", load: 2 });
  expect(more(hls, { type: "prefer", original: false }).load).toBe(2);
  const original = more(hls, { type: "prefer", original: true });
  expect(original).toMatchObject({ kind: "original", load: 3 });
  expect(more(original, PAUSED).kind).toBe("original");
});
