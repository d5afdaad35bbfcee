/** What looking at a video together says: who is here, hands, following. */
import { counted } from "./plural";

export const roomWords = {
  here: (amount: number) => `${counted(amount, { one: "other person", other: "other people" })} here`,
  youAnd: (amount: number) => `You and ${counted(amount, { one: "other person", other: "other people" })}`,
  guest: "Guest",
  raiseHand: "Raise your hand",
  lowerHand: "Lower your hand",
  handUp: "hand up",
  raisedHand: (name: string) => `${name} raises a hand`,
  present: "Let others follow you",
  stopPresenting: "Stop letting others follow",
  presenting: "Others can follow you",
  presents: "can be followed",
  follow: (name: string) => `Follow ${name}`,
  following: (name: string) => `Following ${name}`,
  stopFollowing: "Stop following",
  shownFor: (what: string, from: string, to: string) => `${what}, shown from ${from} to ${to}`,
  moveSpan: "Arrow keys move it, with Shift they move its end",
  drawingOf: (name: string) => `Drawing of ${name}`,
  notMoved: (why: string) => `Not moved. ${why}`,
  frame: (number: string) => `frame ${number}`,
  mayNotDraw: "You may not draw on this video any more. Your drawing is kept on this device.",
};
