/** German: what the pipeline's stages do, and what is the matter with a file that cannot become a video. */
import type { stageWords } from "../stages";

export const stages: typeof stageWords = {
  doing: {
    finalize: "Aufnahme wird gespeichert",
    scan: "Suche nach Viren",
    vet: "Suche nach Viren",
    compile: "Bild und Ton werden verbunden",
    probe: "Video wird gelesen",
    thumbnails: "Vorschaubild entsteht",
    storyboard: "Bilder für die Zeitleiste entstehen",
    transcode: "HD entsteht",
    frames: "Bildschirm wird angesehen",
    text: "Text im Bild wird gelesen",
    document: "Anleitung wird geschrieben",
    redact: "Geheimes wird verdeckt",
    reopen: "Wird wieder für andere gezeigt",
  },
  failed: {
    finalize: "Speichern fehlgeschlagen",
    scan: "Virensuche fehlgeschlagen",
    vet: "Virensuche fehlgeschlagen",
    compile: "Verbinden fehlgeschlagen",
    probe: "Lesen fehlgeschlagen",
    thumbnails: "Vorschaubild fehlgeschlagen",
    storyboard: "Zeitleistenbilder fehlgeschlagen",
    transcode: "HD fehlgeschlagen",
    frames: "Anleitung fehlgeschlagen",
    text: "Text fehlgeschlagen",
    document: "Anleitung fehlgeschlagen",
    redact: "Verdecken fehlgeschlagen",
    reopen: "Zeigen für andere fehlgeschlagen",
  },
  still: {
    vet: "Das Video selbst läuft; nach Viren hat niemand darin gesucht.",
    thumbnails: "Das Video selbst läuft.",
    storyboard: "Das Video selbst läuft.",
    transcode: "Das Original läuft weiterhin.",
    redact: "Bis es verdeckt ist, kannst nur du das Video ansehen.",
    reopen: "Bis entfernt ist, was vorher da war, kannst nur du das Video ansehen.",
  },
  refusals: {
    infected: {
      title: "Diese Datei enthält einen Virus",
      advice: "Sie ist weggesperrt, niemand kann sie öffnen. Prüfe den Rechner, von dem sie kommt, und lade dann eine saubere Kopie hoch.",
    },
    not_a_video: {
      title: "Diese Datei ist kein Video",
      advice: "Öffne sie auf deinem Rechner: Läuft sie auch dort nicht, exportiere sie neu und lade das hoch.",
    },
    unsupported_media: {
      title: "Diese Art von Datei wird nicht angenommen",
      advice: "Exportiere sie als MP4 oder WebM und lade das hoch.",
    },
    unsupported_codec: {
      title: "Dieses Video ist in einem Format, das hier nicht gelesen werden kann",
      advice: "Exportiere es als MP4 mit H.264 und lade das hoch.",
    },
    too_long: {
      title: "Dieses Video ist zu lang",
      advice: "Schneide es in Teile und lade sie einzeln hoch.",
    },
    dimensions_too_large: {
      title: "Dieses Bild ist zu groß",
      advice: "Exportiere es kleiner, etwa in 4K, und lade das hoch.",
    },
    no_frames: {
      title: "In diesem Video ist weder Bild noch Ton",
      advice: "Exportiere es neu oder nimm es noch einmal auf.",
    },
  },
  processing: "In Arbeit",
  stepFailed: "Ein Schritt ist fehlgeschlagen",
  recordingPlays: "Die Aufnahme selbst läuft.",
};
