/**
 * The page's language. The server sends each reader the pages of theirs: the one that they chose here, which a cookie
 * tells it, or the first of the browser's languages that there is.
 */

/** Each by its own name, which its readers know. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;
/** "auto" takes the browser's. */
export type LanguageChoice = Language | "auto";

/** The server reads it: app/api/language.py. */
const COOKIE = "language";
const YEAR_SECONDS = 365 * 24 * 3600;

function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && Object.hasOwn(LANGUAGES, value);
}

export function languageChoice(): LanguageChoice {
  const kept = document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);
  return isLanguage(kept) ? kept : "auto";
}

/** Counts from the next page on: words that are on this one stay as they are. */
export function chooseLanguage(choice: LanguageChoice): void {
  const kept = choice === "auto" ? "; Max-Age=0" : `${choice}; Max-Age=${YEAR_SECONDS}`;
  document.cookie = `${COOKIE}=${kept}; Path=/; SameSite=Lax`;
}
