/** Numbers with the word that goes with them. */
import { formatNumber, pageLocale } from "@/lib/format";

interface Forms {
  one: string;
  other: string;
}

/** "1 step", "1,200 steps", by the rules of the page's language. */
export function counted(amount: number, { one, other }: Forms): string {
  return `${formatNumber(amount)} ${new Intl.PluralRules(pageLocale()).select(amount) === "one" ? one : other}`;
}
