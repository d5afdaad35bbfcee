/**
 * Which URL the video element plays. The API signs a new one with every answer; changing it would
 * load the video again, so one is held until it runs out, fails, or the object becomes another.
 */
import { useEffect, useEffectEvent, useState } from "react";

import type { Playback } from "@/lib/api-types";
import { objectOf } from "@/lib/signed-url";

/** Before a URL ends, so that no request starts with one about to. */
const MARGIN_MS = 60_000;
const MAX_TIMEOUT_MS = 2 ** 31 - 1;
/** Fresh URLs tried in a row before the failure is shown. */
const MAX_RENEWALS = 2;

export interface PlaybackSource {
  url: string | null;
  /** Nothing more is tried by itself. */
  failed: boolean;
  /** The element could not load or go on. */
  onError: () => void;
  /** The element plays: earlier failures are forgotten. */
  onHealthy: () => void;
  tryAgain: () => void;
}

export function usePlaybackSource(playback: Playback | null, refresh: () => void): PlaybackSource {
  const [held, setHeld] = useState(playback);
  const [renewing, setRenewing] = useState(false);
  const [renewals, setRenewals] = useState(0);

  if (playback && playback.url !== held?.url) {
    const sameObject = held !== null && objectOf(held.url) === objectOf(playback.url);
    if (!sameObject || renewing) {
      setHeld(playback);
      setRenewing(false);
    }
  }

  function renew(): void {
    setRenewing(true);
    refresh();
  }

  const onExpiry = useEffectEvent(renew);
  const expiresAt = held?.expires_at;
  useEffect(() => {
    if (expiresAt === undefined) return undefined;
    const left = Date.parse(expiresAt) - MARGIN_MS - Date.now();
    const timer = setTimeout(onExpiry, Math.min(Math.max(left, 0), MAX_TIMEOUT_MS));
    return () => clearTimeout(timer);
  }, [expiresAt]);

  return {
    url: held?.url ?? null,
    failed: renewals > MAX_RENEWALS,
    onError: () => {
      setRenewals((before) => before + 1);
      if (renewals < MAX_RENEWALS) renew();
    },
    onHealthy: () => setRenewals(0),
    tryAgain: () => {
      setRenewals(0);
      renew();
    },
  };
}
