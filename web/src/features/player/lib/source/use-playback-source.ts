/** The source that plays, as a hook: hears the API's answers, renews before URLs end, reports failure. */
import { useEffect, useEffectEvent, useMemo, useReducer } from "react";

import type { Playback } from "@/lib/api-types";

import { hasFailed, initialSource, nextSource, type SourceKind, type SourceState } from "./source-state";

/** Before a URL ends, so that no request starts with one about to. */
const MARGIN_MS = 60_000;
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export interface PlaybackSource {
  kind: SourceKind;
  /** The URL of what plays. */
  url: string | null;
  /** The HLS playlist to get ready beside the playing original; null when there is none to. */
  prepare: string | null;
  hls: SourceState["hls"];
  /** HLS segments want the cookies that come with the playlists. */
  credentials: boolean;
  /** Rises when the element has to load `url`; a new `url` alone is only a renewed signature. */
  load: number;
  /** Nothing more is tried by itself. */
  failed: boolean;
  actions: SourceActions;
}

export interface SourceActions {
  /** The element could not load or go on. */
  onError: () => void;
  /** The element plays: earlier failures are forgotten. */
  onHealthy: () => void;
  /** Whether a change would go unseen right now. */
  onIdle: (idle: boolean) => void;
  /** The prepared playlist is loaded, or could not be. */
  onPrepared: (ready: boolean) => void;
  /** A person chose the original, or anything else. */
  prefer: (original: boolean) => void;
  tryAgain: () => void;
}

interface SourceOptions {
  playsHls: boolean;
  keepsOriginal: boolean;
  /** Asks the API for the video again; null when it did not answer. */
  refresh: () => Promise<Playback | null>;
}

export function usePlaybackSource(playback: Playback | null, options: SourceOptions): PlaybackSource {
  const [state, dispatch] = useReducer(nextSource, options, ({ playsHls, keepsOriginal }) =>
    initialSource(playsHls, keepsOriginal),
  );
  if (playback && playback !== state.seen) dispatch({ type: "news", playback });

  const onAsked = useEffectEvent(options.refresh);
  useEffect(() => {
    if (state.asked === 0) return undefined;
    let over = false;
    // Heard here too: an answer within the same second is signed alike, and the cache then keeps the old one.
    void onAsked().then((fresh) => fresh && !over && dispatch({ type: "news", playback: fresh }));
    return () => {
      over = true;
    };
  }, [state.asked]);

  const expiresAt = state.held?.expires_at;
  useEffect(() => {
    if (expiresAt === undefined) return undefined;
    const left = Date.parse(expiresAt) - MARGIN_MS - Date.now();
    const timer = setTimeout(() => dispatch({ type: "expiring" }), Math.min(Math.max(left, 0), MAX_TIMEOUT_MS));
    return () => clearTimeout(timer);
  }, [expiresAt]);

  const actions = useMemo<SourceActions>(
    () => ({
      onError: () => dispatch({ type: "error" }),
      onHealthy: () => dispatch({ type: "healthy" }),
      onIdle: (idle) => dispatch({ type: "idle", idle }),
      onPrepared: (ready) => dispatch({ type: ready ? "prepared" : "unprepared" }),
      prefer: (original) => dispatch({ type: "prefer", original }),
      tryAgain: () => dispatch({ type: "retry" }),
    }),
    [],
  );

  const { held, kind, hls } = state;
  const waits = kind === "original" && hls === "offered" && !state.keepsOriginal;
  return {
    kind,
    url: (kind === "hls" ? held?.hls_url : held?.url) ?? null,
    prepare: waits || (kind === "original" && hls === "ready") ? (held?.hls_url ?? null) : null,
    hls,
    credentials: held?.hls_credentials ?? false,
    load: state.load,
    failed: hasFailed(state),
    actions,
  };
}
