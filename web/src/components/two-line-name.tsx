/** A name in two lines. What does not fit is left out of its middle: names that begin alike are told apart by their ends. */
import { pageLocale } from "@/lib/format";

/** What surely fits into the two lines of the narrowest card. */
const FITS = 58;
const END = 26;

export function TwoLineName({ name }: { name: string }) {
  const short = shortened(name);
  if (short === null) return name;
  const [head, tail] = short;
  return (
    <>
      <span className="sr-only">{name}</span>
      <span aria-hidden="true" className="block">
        <span className="block truncate">{head}</span>
        <span className="block truncate">{tail}</span>
      </span>
    </>
  );
}

/** What stands in each line of a name that is longer than they are; null of one that is not. */
export function shortened(name: string): [head: string, tail: string] | null {
  const parts = new Intl.Segmenter(pageLocale(), { granularity: "grapheme" }).segment(name);
  const letters = Array.from(parts, ({ segment }) => segment);
  if (letters.length <= FITS) return null;
  const head = letters.slice(0, FITS - END - 1).join("").trimEnd();
  return [head, `…${letters.slice(-END).join("").trimStart()}`];
}
