/** German: what the watch page says around the player. */
import type { watchWords } from "../watch";

export const watch: typeof watchWords = {
  loadingRecording: "Die Aufnahme wird geladen",
  wasDeleted: "Diese Aufnahme wurde gelöscht",
  ownerRemoved: "Wem sie gehört, hat sie entfernt, mit Anleitung und Kommentaren.",
  notForYou: "Hier ist keine Aufnahme für dich",
  notForYouWhy: "Sie wurde gelöscht, der Link ist nicht vollständig, oder sie gehört jemandem, der sie nicht mit dir geteilt hat.",
  notLoaded: "Die Aufnahme konnte nicht geladen werden",
  safeInStorage: (why) => `${why} Die Aufnahme selbst ist sicher gespeichert.`,
  rungDone: (name) => `${name} fertig`,
  download: "Herunterladen",
  downloadMp4: "Als MP4 herunterladen",
  more: "Mehr",
  readAgain: "Bildschirm noch einmal lesen",
  findSecrets: "Geheimes auf dem Bildschirm verdecken",
  readingAgain: "Der Bildschirm wird noch einmal gelesen",
  about: "Zu dieser Aufnahme",
  panel: "Ansicht",
  guide: "Anleitung",
  comments: "Kommentare",
  textOnScreen: "Text im Bild",
  panelNotLoaded: "Dieser Teil der Seite konnte nicht geladen werden",
  panelNotLoadedWhy: "Prüfe deine Verbindung und lade die Seite dann neu.",
  loadingGuide: "Die Anleitung wird geladen",
};
