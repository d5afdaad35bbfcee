/** German: what looking at a video together says. */
import { counted } from "../plural";
import type { roomWords } from "../room";

export const room: typeof roomWords = {
  here: (amount) => `${counted(amount, { one: "andere Person", other: "andere Personen" })} hier`,
  youAnd: (amount) => `Du und ${counted(amount, { one: "eine weitere Person", other: "weitere Personen" })}`,
  guest: "Gast",
  raiseHand: "Hand heben",
  lowerHand: "Hand senken",
  handUp: "Hand gehoben",
  raisedHand: (name) => `${name} hebt die Hand`,
  present: "Andere folgen lassen",
  stopPresenting: "Andere nicht mehr folgen lassen",
  presenting: "Andere können dir folgen",
  presents: "lässt folgen",
  follow: (name) => `${name} folgen`,
  following: (name) => `Du folgst ${name}`,
  stopFollowing: "Nicht mehr folgen",
  shownFor: (what, from, to) => `${what}, zu sehen von ${from} bis ${to}`,
  moveSpan: "Pfeiltasten verschieben sie, mit der Umschalttaste nur ihr Ende",
  drawingOf: (name) => `Zeichnung von ${name}`,
  notMoved: (why) => `Nicht verschoben. ${why}`,
  frame: (number) => `Bild ${number}`,
  mayNotDraw: "Du darfst auf diesem Video nicht mehr zeichnen. Deine Zeichnung bleibt auf diesem Gerät erhalten.",
};
