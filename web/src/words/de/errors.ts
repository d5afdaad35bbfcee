/** German: why a request failed. What only the server can say comes beside its first answer, not with the page. */
import type { errorWords } from "../errors";

let serverSays: typeof import("./server-says") | null = null;

async function beforeAnswers(): Promise<void> {
  if (serverSays !== null) return;
  // Where they do not come, the server's English stands.
  serverSays = await import("./server-says").catch(() => null);
}

export const errors: typeof errorWords = {
  beforeAnswers,
  onThisPage: "Auf dieser Seite ging etwas schief.",
  noAnswer: "Der Server hat nicht geantwortet.",
  unreachable: "Der Server ist nicht erreichbar.",
  offline: "Du bist offline.",
  tooManyTries: "Zu viele Versuche in kurzer Zeit. Warte eine Minute.",
  serverIll: "Der Server hatte ein Problem.",
  notUnderstood: "Der Server hat nicht verstanden, was gesendet wurde.",
  withoutReason: (status) => `Der Server antwortete mit ${status}, ohne zu sagen, warum.`,
  ofServer: (code, said) => serverSays?.BY_CODE[code] ?? said,
  ofField: (said) => serverSays?.fieldInGerman(said) ?? said,
};
