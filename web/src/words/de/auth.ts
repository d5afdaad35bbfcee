/** German: what is said at the door. */
import type { authWords } from "../auth";

export const auth: typeof authWords = {
  logIn: "Anmelden",
  loggingIn: "Anmeldung läuft …",
  whereYouLeft: "Deine Aufnahmen sind da, wo du sie gelassen hast.",
  newHere: "Neu hier?",
  createAccount: "Konto anlegen",
  create: "Konto anlegen",
  creating: "Dein Konto entsteht …",
  setUp: "VideoFlow einrichten",
  createYours: "Leg dein Konto an",
  promise: "Aufnehmen, den Link teilen und die Anleitung lesen, die daraus entsteht.",
  haveAccount: "Schon ein Konto?",
  closed: "Hier gibt es keine neuen Konten",
  byInvitation: "Dieser Server nimmt Menschen auf Einladung auf. Bitte die Verwaltung um ein Konto.",
  firstAccount: "Das ist hier das erste Konto; es wird das der Verwaltung.",
  email: "E-Mail",
  password: "Passwort",
  name: "Name",
  passwordHint: "Mindestens 8 Zeichen",
  badCredentials: "Diese E-Mail und dieses Passwort gehören nicht zusammen.",
  emailTaken: "Mit dieser E-Mail gibt es schon ein Konto. Stattdessen anmelden?",
  registrationClosed: "Dieser Server nimmt keine neuen Konten auf. Frag die Verwaltung.",
  pictureSteps: ["Sicherheitseinstellungen öffnen", "Single Sign-on einschalten", "Anmeldedienst auswählen"],
};
