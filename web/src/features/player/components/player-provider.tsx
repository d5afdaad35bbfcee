/** Gives everything inside access to one player, before and after there is something to play. */
import { MediaProvider } from "media-chrome/react/media-store";
import { useMemo, useState, type ReactNode } from "react";

import { PlayerFactsContext } from "../lib/player-facts";

interface PlayerProviderProps {
  /** Seconds, as the API states it. */
  knownDuration: number | null;
  children: ReactNode;
}

export function PlayerProvider({ knownDuration, children }: PlayerProviderProps) {
  const [settling, setSettling] = useState(false);
  const facts = useMemo(() => ({ knownDuration, settling, setSettling }), [knownDuration, settling]);
  return (
    <PlayerFactsContext value={facts}>
      <MediaProvider>{children}</MediaProvider>
    </PlayerFactsContext>
  );
}
