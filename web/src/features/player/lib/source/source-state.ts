/**
 * Which source of a video plays and with which signed URLs: pure rules, moved only by events.
 *
 * The API signs new URLs with every answer; taking each would load the video again, so one answer is
 * held until it runs out, fails, or the object becomes another. HLS takes over from the original when
 * its playlist is loaded and nobody would notice; it never goes back by itself unless HLS fails.
 */
import type { Playback } from "@/lib/api-types";
import { objectOf } from "@/lib/signed-url";

export type SourceKind = "original" | "hls";

/** Fresh URLs tried in a row before a source counts as failed. */
const MAX_RENEWALS = 2;

export interface SourceState {
  /** The answer whose URLs are in use. */
  held: Playback | null;
  /** The newest answer, taken or not. */
  seen: Playback | null;
  kind: SourceKind;
  /** There is none (or the browser plays none), it is there, its playlist is loaded, it failed. */
  hls: "absent" | "offered" | "ready" | "broken";
  /** Whether this browser plays HLS at all. */
  playsHls: boolean;
  /** The person chose the original. */
  keepsOriginal: boolean;
  /** Rises when the element has to load. */
  load: number;
  /** Paused, seeking or stalled: a change now is not seen. */
  idle: boolean;
  /** A fresh answer for a playing original, taken when it is idle or fails. */
  pending: Playback | null;
  renewing: "no" | "expiry" | "failure";
  renewals: number;
  /** Rises when a fresh answer is needed. */
  asked: number;
}

export type SourceEvent =
  | { type: "news"; playback: Playback }
  | { type: "prepared" | "unprepared" | "error" | "healthy" | "expiring" | "retry" }
  | { type: "idle"; idle: boolean }
  | { type: "prefer"; original: boolean };

export function initialSource(playsHls: boolean, keepsOriginal: boolean): SourceState {
  return {
    held: null,
    seen: null,
    kind: "original",
    hls: "absent",
    playsHls,
    keepsOriginal,
    load: 0,
    idle: true,
    pending: null,
    renewing: "no",
    renewals: 0,
    asked: 0,
  };
}

/** Nothing more is tried by itself. */
export function hasFailed(state: SourceState): boolean {
  return state.kind === "original" && state.renewals > MAX_RENEWALS;
}

export function nextSource(state: SourceState, event: SourceEvent): SourceState {
  switch (event.type) {
    case "news":
      return settle(hear({ ...state, seen: event.playback }, event.playback));
    case "prepared":
      return settle(state.hls === "offered" ? { ...state, hls: "ready" } : state);
    case "unprepared":
      return state.hls === "offered" && state.kind === "original" ? { ...state, hls: "broken" } : state;
    case "idle":
      return settle(takePending({ ...state, idle: event.idle }));
    case "prefer":
      return prefer(state, event.original);
    case "healthy":
      return state.renewals === 0 ? state : { ...state, renewals: 0 };
    case "expiring":
      return ask(state, "expiry");
    case "retry":
      return ask({ ...state, renewals: 0, hls: state.hls === "broken" ? "offered" : state.hls }, "failure");
    case "error":
      return state.kind === "hls" ? hlsFailed(state) : originalFailed(state);
  }
}

function hear(state: SourceState, news: Playback): SourceState {
  const { held } = state;
  if (held === null) return begin(state, news);
  const sameObject = objectOf(held.url) === objectOf(news.url);
  if (!sameObject && state.kind === "original") return take(state, news, true);
  if (state.renewing === "failure") return take(state, news, true);
  if (state.renewing === "expiry") {
    const disturbs = state.kind === "original" && !state.idle;
    if (disturbs) return { ...state, pending: news, renewing: "no" };
    return take(state, news, state.kind === "original");
  }
  const { hls_url, hls_credentials } = news;
  return offer(held.hls_url === null ? { ...state, held: { ...held, hls_url, hls_credentials } } : state);
}

function begin(state: SourceState, news: Playback): SourceState {
  const first = take(state, news, true);
  return first.hls === "offered" && !state.keepsOriginal ? { ...first, kind: "hls" } : first;
}

/** From here on the URLs of `news` are used; `load` makes the element load them. */
function take(state: SourceState, news: Playback, load: boolean): SourceState {
  return offer({
    ...state,
    held: news,
    pending: null,
    renewing: "no",
    load: state.load + (load ? 1 : 0),
  });
}

function offer(state: SourceState): SourceState {
  const there = state.playsHls && state.held?.hls_url != null;
  return there && state.hls === "absent" ? { ...state, hls: "offered" } : state;
}

function takePending(state: SourceState): SourceState {
  return state.idle && state.pending !== null ? take(state, state.pending, true) : state;
}

/** The changeover, when it is possible and not seen. */
function settle(state: SourceState): SourceState {
  if (state.kind === "hls" || state.keepsOriginal) return state;
  if (state.hls === "ready" && (state.idle || hasFailed(state))) return change(state, "hls");
  return state.hls === "offered" && hasFailed(state) ? change(state, "hls") : state;
}

function change(state: SourceState, kind: SourceKind): SourceState {
  return { ...state, kind, load: state.load + 1, renewals: 0, renewing: "no" };
}

function prefer(state: SourceState, original: boolean): SourceState {
  const chosen = { ...state, keepsOriginal: original };
  if (original) return state.kind === "hls" ? change(chosen, "original") : chosen;
  if (state.kind === "hls" || state.hls === "absent") return chosen;
  // Asked for by a person: what failed before is tried again, and now is the moment.
  return change({ ...chosen, hls: state.hls === "broken" ? "offered" : state.hls }, "hls");
}

function ask(state: SourceState, why: "expiry" | "failure"): SourceState {
  return { ...state, renewing: why, asked: state.asked + 1 };
}

function hlsFailed(state: SourceState): SourceState {
  if (state.renewals < MAX_RENEWALS) return ask({ ...state, renewals: state.renewals + 1 }, "failure");
  return change({ ...state, hls: "broken" }, "original");
}

function originalFailed(state: SourceState): SourceState {
  if (state.pending !== null) return take(state, state.pending, true);
  const usable = state.hls === "offered" || state.hls === "ready";
  const exhausted = state.renewals >= MAX_RENEWALS;
  if (usable && (exhausted || !state.keepsOriginal)) return change(state, "hls");
  const counted = { ...state, renewals: state.renewals + 1 };
  return exhausted ? counted : ask(counted, "failure");
}
