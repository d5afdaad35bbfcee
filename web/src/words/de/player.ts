/** German: what the player says. */
import type { playerWords } from "../player";

export const player: typeof playerWords = {
  video: (title) => `Video: ${title}`,
  play: "Abspielen",
  pause: "Anhalten",
  playAgain: "Noch einmal abspielen",
  fullScreen: "Vollbild",
  leaveFullScreen: "Vollbild verlassen",
  pip: "Bild im Bild",
  soundOn: "Ton an",
  soundOff: "Ton aus",
  volume: "Lautstärke",
  position: "Position",
  speed: "Tempo",
  quality: "Qualität",
  sound: "Ton",
  soundNumber: (number) => `Ton ${number}`,
  original: "Original",
  auto: "Auto",
  loadingVideo: "Das Video wird geladen …",
  didNotLoad: "Das Video wurde nicht geladen",
  storageOrBrowser: (type) => `Der Speicher hat nicht geantwortet, oder dieser Browser kann ${type} nicht abspielen. Die Aufnahme selbst ist sicher.`,
  offline: "Du bist offline. Die Aufnahme ist sicher; sie läuft, sobald du wieder verbunden bist.",
  commentOf: (name, clock, text) => `${name} bei ${clock}: ${text}`,
  commentsFrom: (comments, clock) => `${comments} ab ${clock}`,
  andMore: (amount) => `und ${amount} weitere`,
};
