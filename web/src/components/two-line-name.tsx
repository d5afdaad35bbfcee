/** A name in two lines. What does not fit is left out of its middle: names that begin alike are told apart by their ends. */

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

/** Letters are parted the same in every language. */
const LETTERS = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What stands in each line of a name that is longer than they are; null of one that is not. */
export function shortened(name: string): [head: string, tail: string] | null {
  const letters = Array.from(LETTERS.segment(name), ({ segment }) => segment);
  if (letters.length <= FITS) return null;
  const head = letters.slice(0, FITS - END - 1).join("").trimEnd();
  return [head, `…${letters.slice(-END).join("").trimStart()}`];
}
