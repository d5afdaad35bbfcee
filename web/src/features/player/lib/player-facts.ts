/** What the player knows besides the media element's own state. */
import { createContext } from "react";

export interface PlayerFacts {
  /** The length the API states, in seconds; for files that do not state their own. */
  knownDuration: number | null;
  /** While a source loads: the moment (seconds) it will begin at. The element's own means nothing then. */
  held: number | null;
  hold: (seconds: number | null) => void;
  /** `held` right now, between renders too. */
  heldNow: () => number | null;
}

export const PlayerFactsContext = createContext<PlayerFacts>({
  knownDuration: null,
  held: null,
  hold: () => undefined,
  heldNow: () => null,
});
