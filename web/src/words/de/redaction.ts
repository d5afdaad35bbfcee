/** German: what is said of secrets that stand in a video. */
import { counted } from "../plural";
import type { redactionWords } from "../redaction";

const kinds = {
  password: { one: "Passwort", other: "Passwörter" },
  api_key: { one: "API-Schlüssel", other: "API-Schlüssel" },
  card: { one: "Kartennummer", other: "Kartennummern" },
  iban: { one: "IBAN", other: "IBANs" },
  email: { one: "E-Mail-Adresse", other: "E-Mail-Adressen" },
  phone: { one: "Telefonnummer", other: "Telefonnummern" },
};

export const redaction: typeof redactionWords = {
  kinds,
  section: "Auf dem Bildschirm",
  title: "Was soll niemand sehen?",
  found: (amounts) => `Gefunden auf dem Bildschirm: ${amounts.map(([kind, amount]) => counted(amount, kinds[kind])).join(", ")}.`,
  foundAfterCopy: (found) => `${found} Wer den Link öffnet, sieht das. „Teilen“ zeigt, wo es steht, und verdeckt es.`,
  nothing: "Auf dem Bildschirm wurden keine Passwörter, Schlüssel, Kartennummern oder Adressen gefunden.",
  covered: (amount) => `${counted(amount, { one: "Stelle ist", other: "Stellen sind" })} im Video verdeckt.`,
  running: "Wird verdeckt. Bis das fertig ist, kannst nur du das Video ansehen.",
  uncovering: "Das Video wird neu gemacht.",
  failed: "Das Verdecken ist nicht gelungen. Bis dahin kannst nur du das Video ansehen. „Noch einmal“ steht auf der Seite des Videos.",
  notLoaded: (why) => `Der Bildschirm konnte nicht durchgesehen werden. ${why}`,
  notDecided: (why) => `Nichts wurde geändert. ${why}`,
  review: "Durchsehen",
  choose: (name) => `${name} auswählen`,
  look: "Ansehen",
  hide: "Verbergen",
  lookAt: (name) => `${name} ansehen`,
  places: (amount) => counted(amount, { one: "Stelle", other: "Stellen" }),
  decided: { blurred: "Verdeckt", dismissed: "Bleibt stehen" },
  blur: "Im Video verdecken",
  dismiss: "Stehen lassen",
  uncover: "Wieder zeigen",
  original: "Das Original",
  originalWhy: "Was aufgenommen wurde, ist aufgehoben, nur für dich.",
};
