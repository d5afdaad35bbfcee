/** The page's language: the browser's unless the person chose one here; remembered on this device. */
import { learn } from "@/words/speak";

/** Each by its own name, which its readers know. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;
/** "auto" takes the browser's. */
export type LanguageChoice = Language | "auto";

const KEY = "videoflow.language";

/** English comes with the pages; others are loaded. */
const CATALOGUES: Readonly<Record<Exclude<Language, "en">, () => Promise<Record<string, object>>>> = {
  de: async () => (await import("@/words/de/german")).german,
};

function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && Object.hasOwn(LANGUAGES, value);
}

export function languageChoice(): LanguageChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return isLanguage(kept) ? kept : "auto";
  } catch {
    return "auto";
  }
}

/** Counts from the next page on: words that are on this one stay as they are. */
export function chooseLanguage(choice: LanguageChoice): void {
  try {
    if (choice === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Storage is blocked: the browser's language goes on.
  }
}

/** The first of the browser's languages that there is; English where there is none of them. */
export function languageFor(choice: LanguageChoice, wanted: readonly string[]): Language {
  if (choice !== "auto") return choice;
  return wanted.map((tag) => tag.split("-")[0]).find(isLanguage) ?? "en";
}

/** Gives the page its language, before anything is drawn. Where its words cannot be loaded, it stays English. */
export async function beginLanguage(): Promise<void> {
  const language = languageFor(languageChoice(), navigator.languages);
  if (language === "en") return;
  try {
    learn(await CATALOGUES[language]());
    document.documentElement.lang = language;
  } catch {
    // The page says it in English rather than nothing at all.
  }
}
