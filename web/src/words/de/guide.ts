/** German: what the reading page of a guide says. */
import type { guideWords } from "../guide";

export const guide: typeof guideWords = {
  contents: "Inhalt",
  recordedOn: (day) => `Anleitung aus einer Aufnahme vom ${day}`,
  watchInstead: "Lieber ansehen",
  orPressTime: "oder unten auf eine Zeit drücken",
  pictureOf: (number, title) => `Bild zu Schritt ${number}: ${title}`,
  endOfGuide: "Ende der Anleitung",
  export: "Exportieren",
  exporting: "Die Datei wird erstellt …",
  notExported: (why) => `Die Datei wurde nicht erstellt. ${why}`,
  exportFailed: "Auf unserer Seite ging etwas schief. Versuche es in einer Minute noch einmal.",
  exportSlow: "Das dauert ungewöhnlich lange. Verlange sie später noch einmal: Was dann fertig ist, bleibt einen Tag.",
  print: "Drucken …",
  formats: {
    pdf: "PDF",
    docx: "Word (DOCX)",
    html: "Webseite (HTML)",
    markdown: "Markdown mit Bildern (ZIP)",
    vtt: "Kapitel (WebVTT)",
    json: "Daten (JSON)",
  },
};
