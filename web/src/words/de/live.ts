/** German: what is said over a recording that is watched while it is made. */
import type { liveWords } from "../live";

export const live: typeof liveWords = {
  live: "LIVE",
  goLive: "Zum Live-Bild",
  quiet: "Gerade kommt nichts Neues: Die Aufnahme ist vielleicht angehalten.",
  withSound: "Ton einschalten",
  notGoneOn: "Die fertige Aufnahme konnte nicht gezeigt werden. Lade die Seite neu.",
};
