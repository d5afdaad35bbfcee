/** Gives everything inside access to one player, before and after there is something to play. */
import { MediaProvider } from "media-chrome/react/media-store";
import { useCallback, useMemo, useRef, useState, type ReactNode } from "react";

import { PlayerFactsContext } from "../lib/player-facts";

interface PlayerProviderProps {
  /** Seconds, as the API states it. */
  knownDuration: number | null;
  children: ReactNode;
}

export function PlayerProvider({ knownDuration, children }: PlayerProviderProps) {
  const [held, setHeld] = useState<number | null>(null);
  const now = useRef<number | null>(null);
  const hold = useCallback((seconds: number | null) => {
    now.current = seconds;
    setHeld(seconds);
  }, []);
  const heldNow = useCallback(() => now.current, []);
  const facts = useMemo(() => ({ knownDuration, held, hold, heldNow }), [knownDuration, held, hold, heldNow]);
  return (
    <PlayerFactsContext value={facts}>
      <MediaProvider>{children}</MediaProvider>
    </PlayerFactsContext>
  );
}
