/** German: what the list of the watch page's keys says. */
import type { keysWords } from "../keys";

export const keys: typeof keysWords = {
  keyboard: "Tastatur",
  space: "Leertaste",
  playOrPause: "Abspielen oder anhalten",
  tenSeconds: "10 Sekunden zurück oder vor",
  fiveSeconds: "5 Sekunden zurück oder vor",
  oneFrame: "Ein Bild zurück oder vor",
  jump: "Zu 0 % – 90 % springen",
  commentHere: "Hier kommentieren",
  drawHere: "Auf diesen Moment zeichnen",
  raiseHand: "Hand heben oder senken, wenn andere hier sind",
  soundOnOff: "Ton an oder aus",
  fullScreen: "Vollbild",
  pip: "Bild im Bild",
  thisList: "Diese Liste",
};
