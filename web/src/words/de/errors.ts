/** German: why a request failed, by the server's codes; and what is the matter with a field, by the server's English. */
import type { errorWords } from "../errors";

const BY_CODE: Readonly<Partial<Record<string, string>>> = {
  aborted: "Das wurde verworfen.",
  alert_not_taken: "Der Webhook hat die Meldung nicht angenommen.",
  already_finished: "Diese Aufnahme ist bereits abgeschlossen.",
  bad_credentials: "E-Mail oder Passwort stimmt nicht.",
  csrf_failed: "Die Anmeldung dieser Seite gilt nicht mehr. Lade sie neu.",
  database_unavailable: "Die Datenbank ist gerade nicht erreichbar. Versuche es bald noch einmal.",
  direct_upload: "Die Teile dieser Datei gehen an den Objektspeicher.",
  disk_full: "Der Rechner, der die Videos bearbeitet, hat keinen Platz mehr.",
  email_taken: "Mit dieser E-Mail-Adresse gibt es schon ein Konto.",
  empty_recording: "Es wurde nichts aufgenommen.",
  forbidden: "Das ist der Verwaltung vorbehalten.",
  incomplete: "Es ist noch nicht alles angekommen.",
  infected: "Der Virenscanner hat in dieser Datei etwas gefunden.",
  internal: "Auf unserer Seite ging etwas schief; wer diesen Server betreibt, findet es im Protokoll.",
  invalid_form: "Was das Formular über seine Datei sagt, kann nicht übernommen werden.",
  invalid_query: "Die Adresse enthält Werte, die hier nichts bedeuten.",
  lost_bytes: "Ein Teil davon ist nicht mehr auf diesem Server.",
  method_not_allowed: "Das geht hier nicht.",
  missing_file: "Es wurde keine Datei mitgeschickt.",
  no_frames: "Von diesem Video lässt sich kein Bild zeigen.",
  not_a_video: "Das ist keine Videodatei.",
  not_authenticated: "Bitte melde dich wieder an.",
  not_compiled: "Diese Aufnahme ist noch nicht zusammengefügt.",
  not_found: "Das gibt es nicht, oder nicht mehr.",
  not_probed: "Die Aufnahme wurde noch nicht untersucht.",
  not_ready: "Das Video kann noch nicht gestreamt werden.",
  not_transcodable: "Aus diesem Video lässt sich keine andere Fassung machen.",
  not_run: "Ein Schritt davor ist fehlgeschlagen.",
  nothing_recorded: "Es wurde nichts aufgenommen.",
  ocr_failed: "Der Text im Bild konnte nicht gelesen werden.",
  outside_video: "Das Video ist vor diesem Zeitpunkt zu Ende.",
  pieces_differ: "Die Teile des Videos passen nicht zusammen.",
  playback_expired: "Dieser Link hat das Video bis vor Kurzem abgespielt.",
  playback_refused: "Dieser Link spielt kein Video ab.",
  quota_exceeded: "Dein Speicher ist voll. Lösche, was du nicht mehr brauchst.",
  recording_too_large: "Das ist größer, als der Server annimmt.",
  registration_closed: "Neue Konten legt die Verwaltung an.",
  spool_broken: "Der Zwischenspeicher dieses Servers arbeitet nicht.",
  spool_full: "Der Server hat gerade keinen Platz für mehr.",
  stage_not_ready: "Dieser Schritt muss auf die Schritte davor warten.",
  stage_running: "Dieser Schritt läuft bereits.",
  still_recording: "Diese Aufnahme läuft noch.",
  storage_unavailable: "Der Objektspeicher hat nicht geantwortet, wie er sollte.",
  superseded: "Ein anderes Fenster sendet diese Aufnahme jetzt.",
  token_expired: "Die Anmeldung dafür ist abgelaufen.",
  too_large: "Das ist größer, als der Server annimmt.",
  too_long: "Das Video ist länger, als hier erlaubt ist.",
  dimensions_too_large: "Das Bild ist größer, als hier erlaubt ist.",
  tracks_apart: "Die Spuren wurden zu weit auseinander aufgenommen, um ein Video zu sein.",
  tracks_removed: "Die Spuren wurden nach einer Weile entfernt, wie vorgesehen.",
  unsupported_codec: "Bild oder Ton ist in einem Format, das hier nicht gelesen werden kann.",
  unsupported_media: "Dieses Video kann nicht gelesen werden: MP4, MOV, WebM, MKV, AVI oder MPEG-TS.",
  unsupported_media_type: "Das wurde in einer Form geschickt, die der Server nicht annimmt.",
  upload_busy: "Teile davon werden noch gespeichert.",
  worker_lost: "Der Rechner, der daran arbeitete, ging verloren.",
  wrong_host: "Diese Aufnahme gehört zu einem anderen Server.",
  // Found by the page itself.
  bytes_missing: "Der Server fragt nach Bytes, die er gespeichert genannt hatte.",
  not_yours: "Diese Aufnahme gehört jemand anderem.",
  offset_ahead: "Der Server hat mehr von dieser Aufnahme, als dieses Fenster aufgenommen hat.",
  unreadable: "Der Browser hat Bytes verloren, die er aufbewahrte.",
};

const BY_FIELD: readonly (readonly [RegExp, string])[] = [
  [/^Write an email address/, "Gib eine E-Mail-Adresse ein, etwa name@example.org."],
  [/^Write a name/, "Gib einen Namen ein."],
  [/^A title needs/, "Ein Titel braucht mindestens ein Zeichen."],
  [/^There is nothing written/, "Hier steht noch nichts."],
  [/^A password has (\d+)/, "Ein Passwort hat mindestens $1 Zeichen."],
  [/^This is needed/, "Das wird gebraucht."],
  [/^This is too short: (\d+)/, "Das ist zu kurz: mindestens $1 Zeichen."],
  [/^This is too long: (\d+)/, "Das ist zu lang: höchstens $1 Zeichen."],
  [/^This has characters/, "Darin sind Zeichen, die hier nicht gehen."],
  [/^This must be text/, "Das muss Text sein."],
  [/^This must be .*number/, "Das muss eine Zahl sein."],
];

function fieldInGerman(said: string): string {
  for (const [pattern, german] of BY_FIELD) {
    const found = pattern.exec(said);
    if (found) return german.replace("$1", found[1] ?? "");
  }
  return "So kann das nicht übernommen werden.";
}

export const errors: typeof errorWords = {
  onThisPage: "Auf dieser Seite ging etwas schief.",
  noAnswer: "Der Server hat nicht geantwortet.",
  unreachable: "Der Server ist nicht erreichbar.",
  offline: "Du bist offline.",
  tooManyTries: "Zu viele Versuche in kurzer Zeit. Warte eine Minute.",
  serverIll: "Der Server hatte ein Problem.",
  notUnderstood: "Der Server hat nicht verstanden, was gesendet wurde.",
  withoutReason: (status) => `Der Server antwortete mit ${status}, ohne zu sagen, warum.`,
  ofServer: (code, said) => BY_CODE[code] ?? said,
  ofField: fieldInGerman,
};
