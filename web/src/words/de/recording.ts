/** German: where the bytes of a recording are, and what went wrong. */
import type { recordingWords } from "../recording";

const CURRENT = "Nimm einen aktuellen Chrome, Edge, Firefox oder Safari.";

export const recording: typeof recordingWords = {
  risks: {
    full: "Dieses Gerät ist voll: Beim Neuladen ginge verloren, was noch nicht gespeichert ist",
    unavailable: "Dieser Browser behält keine Kopie: Beim Neuladen ginge verloren, was noch nicht gespeichert ist",
  },
  goesToStorage: "Wird gespeichert, während du aufnimmst",
  nothingNew: "Nichts Neues:",
  recorderSilent: "Der Browser liefert gerade nichts",
  bytesReached: (bytes) => `${bytes} haben den Server erreicht`,
  reached: "haben den Server erreicht",
  onlyHere: (bytes) => `${bytes} nur auf diesem Gerät`,
  waitingForFirst: "Warten auf die ersten Bytes",
  sendingFirst: "Die ersten Bytes werden gesendet",
  onItsWayToStorage: "auf dem Weg in den Speicher",
  onItsWay: (bytes) => `${bytes} unterwegs`,
  safe: "sicher gespeichert",
  allSafe: "alles bisher Gesendete ist sicher",
  secondsKept: (seconds) => `${seconds} s auf diesem Gerät aufbewahrt`,
  loggedOut: "Abgemeldet:",
  onceLoggedIn: (kept) => `${kept}, weiter geht es nach der Anmeldung`,
  connectionLost: "Verbindung verloren:",
  tryingAgain: (kept) => `${kept}, es wird weiter versucht`,
  offline: "Offline:",
  onceBack: (kept) => `${kept}, gesendet wird, sobald du wieder verbunden bist`,
  sendingLast: (bytes) => `Die letzten ${bytes} werden gesendet`,
  puttingTogether: "wird zusammengesetzt",
  all: (bytes) => `Alle ${bytes}`,

  nouns: { screen: "der Bildschirm", camera: "die Kamera", microphone: "das Mikrofon" },
  buttons: { screen: "Bildschirm", camera: "Kamera", microphone: "Mikrofon" },
  withoutMicrophone: " Oder drück auf „Aufnahme starten“, um ohne seinen Ton weiterzumachen.",
  forbidden: (noun) => [`Für diese Seite ist ${noun} gesperrt.`, "Eine Regel deines Browsers oder deiner Organisation verbietet es. Frag, wer das verwaltet."],
  notThere: (noun, button) => [`Nicht gefunden: ${noun}.`, `Schließ ein Gerät an oder wähle ein anderes, dann drück wieder auf „${button}“.`],
  busy: (noun, button) => [`Gerade belegt: ${noun}.`, `Schließ die andere App oder den anderen Tab, dann drück wieder auf „${button}“.`],
  needsFront: (_noun, button) => ["Dieser Tab muss vorne sein.", `Komm zu diesem Tab zurück und drück wieder auf „${button}“.`],
  notStarted: (noun, button) => [`Nicht gestartet: ${noun}.`, `Lade die Seite neu, dann drück wieder auf „${button}“.`],
  notAllowedYet: (noun, button) => [`Noch nicht erlaubt: ${noun}.`, `Drück wieder auf „${button}“ und wähle „Zulassen“.`],
  keptBySystem: (noun, button) => [
    `Dein Rechner gibt diesem Browser nicht frei: ${noun}.`,
    `Erlaube es in den Datenschutzeinstellungen des Systems, dann drück wieder auf „${button}“.`,
  ],
  blocked: (noun, button) => [
    `Für diese Seite ist ${noun} gesperrt.`,
    `Erlaube es neben der Adresszeile, dann drück wieder auf „${button}“.`,
  ],
  left: {
    screen: ["Der Bildschirm wird nicht mehr geteilt.", "Drück auf „Bildschirm“, um einen anderen zu wählen."],
    camera: ["Die Kamera ist weg.", "Schließ sie wieder an oder wähle eine andere; was aufgenommen wurde, bleibt erhalten."],
    microphone: [
      "Das Mikrofon ist weg: Von ihm kommt jetzt kein Ton.",
      "Schließ es wieder an oder wähle ein anderes; was aufgenommen wurde, bleibt erhalten.",
    ],
  },
  pictureEnded: ["Das Bild ist zu Ende, und damit auch die Aufnahme.", "Alles bis hierhin bleibt erhalten."],
  screenKeptBySystem: [
    "Dein Rechner gibt diesem Browser den Bildschirm nicht frei.",
    "Erlaube die Bildschirmaufnahme in den Datenschutzeinstellungen des Systems, dann drück wieder auf „Bildschirm“.",
  ],
  noScreenChosen: [
    "Es wurde kein Bildschirm gewählt.",
    "Drück auf „Bildschirm“ und wähle einen Bildschirm, ein Fenster oder einen Tab. Öffnet sich nichts, erlaube das Teilen neben der Adresszeile.",
  ],
  startUnreachable: [
    "Der Server ist nicht erreichbar.",
    "Es wurde nichts aufgenommen. Prüfe deine Verbindung, dann drück wieder auf „Aufnahme starten“.",
  ],
  startRefused: (why) => ["Der Server hat diese Aufnahme nicht angenommen.", `${why} Es wurde nichts aufgenommen.`],
  startFailed: ["Der Server hat ein Problem.", "Es wurde nichts aufgenommen. Versuche es in einer Minute noch einmal."],
  cannotRecordThis: ["Dieser Browser kann dieses Bild nicht aufnehmen.", CURRENT],
  gaveNothing: [
    "Es wurde nichts aufgenommen, weil der Browser kein Bild lieferte.",
    `Wähle die Quelle neu und nimm noch einmal auf. Hilft das nicht: ${CURRENT}`,
  ],
  gaveNoMore: [
    "Der Browser hat nichts mehr aufgenommen.",
    "Was bis hierhin aufgenommen wurde, bleibt erhalten. Wähle die Quelle neu und nimm den Rest als zweite Aufnahme auf.",
  ],
  stopped: ["Der Browser hat die Aufnahme beendet.", "Was bis hierhin aufgenommen wurde, bleibt erhalten."],
  quiet: [
    "Der Browser liefert nichts zum Aufnehmen.",
    "Es wird auf andere Weise versucht. Bewegt sich dein Bild und bleibt dies stehen, beende und nimm noch einmal auf; das Aufgenommene bleibt erhalten.",
  ],
  silentMicrophone: [
    "Vom Mikrofon kommt kein Ton.",
    "Sieh nach, ob es am Gerät oder in den Systemeinstellungen stumm ist, oder wähle ein anderes.",
  ],
  withoutSystemSound: [
    "Aufgenommen wird nur das Mikrofon, nicht der Ton dessen, was du teilst.",
    "Dieser Browser mischt Töne nur, wo er Ton abspielen kann. Schließ Lautsprecher oder Kopfhörer an, oder schalte das Mikrofon aus.",
  ],
  upload: {
    recording_too_large: ["Die Aufnahme hat die größte erlaubte Größe erreicht.", "Alles bis dahin ist gespeichert. Nimm den Rest als zweite Aufnahme auf."],
    quota_exceeded: ["Dein Speicher ist voll.", "Alles bis hierhin ist gespeichert. Lösche Aufnahmen, die du nicht mehr brauchst, und nimm dann noch einmal auf."],
    superseded: ["Ein anderes Fenster sendet diese Aufnahme jetzt.", "Mach dort weiter, oder nimm hier noch einmal auf."],
    already_finished: ["Der Server hat diese Aufnahme beendet, während du weg warst.", "Alles, was er bis dahin hatte, ist gespeichert."],
    aborted: ["Diese Aufnahme wurde verworfen.", "Das geschah in einem anderen Fenster."],
    not_found: ["Diese Aufnahme wurde gelöscht.", "Auf dem Server ist sie weg. Du kannst noch einmal aufnehmen."],
    empty_recording: ["Es wurde nichts aufgenommen.", "Der Browser lieferte kein Bild. Wähle die Quelle neu und nimm noch einmal auf."],
    token_expired: ["Diese Aufnahme lief länger, als der Server erlaubt.", "Alles, was er bis jetzt hat, ist gespeichert."],
    not_authenticated: [
      "Der Server nimmt diese Aufnahme nicht mehr an.",
      "Alles, was er bis jetzt hat, ist gespeichert. Melde dich wieder an, um noch eine aufzunehmen.",
    ],
  },
  brokeOff: (why) => ["Das Senden brach ab.", `${why} Alles, was der Server bis jetzt hat, ist gespeichert.`.trimStart()],
  needsSecure: ["Aufnehmen braucht eine sichere Adresse.", "Öffne diese Seite über https, oder auf dem Rechner, auf dem sie läuft, über localhost."],
  cannotRecord: ["Dieser Browser kann nicht aufnehmen.", CURRENT],

  tracks: {
    mayNotUse: (noun) => `Der Browser darf das nicht verwenden: ${noun} oder das Mikrofon. Erlaube beides in der Adresszeile und versuche es dann erneut.`,
    notThere: "Kamera oder Mikrofon fehlt. Schließ das Gerät an und versuche es dann erneut.",
    busy: "Ein anderes Programm verwendet Kamera oder Mikrofon. Schließ es und versuche es dann erneut.",
    cannotApart: "Dieser Browser kann Bild und Ton nicht getrennt aufnehmen.",
    notStarted: "Die Aufnahme konnte nicht begonnen werden. Versuche es erneut.",
    gaveNothing: "Von einer Spur wurde nichts aufgenommen, weil der Browser nichts lieferte. Wähle die Quellen neu und versuche es dann erneut.",
    stopped: "Der Browser hat die Aufnahme beendet. Was davor aufgenommen wurde, ist sicher.",
    notToItsEnd: "Die Aufnahme konnte nicht bis zum Ende gesendet werden. Was ankam, bleibt erhalten.",
    storageFull: "Dein Speicher ist voll. Was davor ankam, bleibt erhalten.",
    ended: (why) => `${why} Was davor ankam, bleibt erhalten.`,
  },
};
