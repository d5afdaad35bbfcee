/** German: what voice-overs say. */
import type { voiceWords } from "../voice";

export const voice: typeof voiceWords = {
  board: "Gesprochenes",
  speaking: (clock) => `Deine Stimme wird aufgenommen: ${clock}`,
  asking: "Warten auf dein Mikrofon …",
  stop: "Stopp",
  discard: "Verwerfen",
  send: "Senden",
  sending: "Wird gesendet …",
  addWords: "Kommentar dazu",
  how: "Spiele, halte und springe, während du sprichst. Was du zeichnest, erscheint im Takt deiner Stimme.",
  noMicrophone: "Dein Mikrofon kann nicht benutzt werden. Erlaube es dieser Seite und versuche es noch einmal.",
  nothing: "Es wurde nichts aufgenommen. Versuche es noch einmal.",
  broke: "Die Aufnahme brach ab. Was da ist, kann gesendet werden.",
  notSent: (why) => `Nicht gesendet. ${why} Gesprochenes bleibt auf diesem Gerät erhalten.`,
  notKept: "Dieser Browser kann es nicht aufheben: Bleib auf der Seite, bis es gesendet ist.",
  left: "Etwas, das du gesprochen hast, wurde nicht gesendet.",
  play: (name) => `Gesprochenes von ${name} abspielen`,
  pause: "Gesprochenes anhalten",
  position: "Stelle im Gesprochenen",
  making: "Der Ton wird gerade erstellt …",
  failed: "Der Ton konnte nicht erstellt werden.",
  notLoaded: "Der Ton wurde nicht geladen.",
};
