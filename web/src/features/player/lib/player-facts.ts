/** What the player knows besides the media element's own state. */
import { createContext } from "react";

export interface PlayerFacts {
  /** The length the API states, in seconds; for files that do not state their own. */
  knownDuration: number | null;
  /** While the end of a file without a duration is looked for; its position means nothing then. */
  settling: boolean;
  setSettling: (settling: boolean) => void;
}

export const PlayerFactsContext = createContext<PlayerFacts>({
  knownDuration: null,
  settling: false,
  setSettling: () => undefined,
});
