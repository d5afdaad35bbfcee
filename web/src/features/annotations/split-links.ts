/**
 * Finds web addresses in what people write.
 *
 * 1. Only what begins with http:// or https:// is looked at, and only where no letter or digit stands before it.
 * 2. It ends before white space, quotes, angle brackets and CJK punctuation, and before characters that are not seen or
 *    that turn the direction of reading: with those, one address could look like another.
 * 3. What ends the sentence is no part of it: full stops, commas, and brackets that it did not open.
 * 4. It must be one to the browser too, and name nobody before an @, which is how one site is made to look like another.
 */

export type TextPart = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

const CANDIDATE = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"`{}|\\^\p{Cc}\p{Cf}、。「」『』（），！？；：]+/giu;
const ENDS_SENTENCE = /[.,;:!?…'’”»*_~]/;
const OPENING: Readonly<Record<string, string>> = { ")": "(", "]": "[" };

/** The parts in order; together they are the text. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const found = withoutEnd(match[0]);
    const href = hrefOf(found);
    if (href === null) continue;
    if (match.index > done) parts.push({ kind: "text", text: text.slice(done, match.index) });
    parts.push({ kind: "link", text: found, href });
    done = match.index + found.length;
  }
  if (done < text.length) parts.push({ kind: "text", text: text.slice(done) });
  return parts;
}

function withoutEnd(candidate: string): string {
  let end = candidate.length;
  const open = new Map(Object.values(OPENING).map((bracket) => [bracket, 0]));
  for (const character of candidate) open.set(character, (open.get(character) ?? 0) + 1);
  for (; end > 0; end -= 1) {
    const last = candidate.charAt(end - 1);
    const opening = OPENING[last];
    if (opening === undefined ? !ENDS_SENTENCE.test(last) : (open.get(last) ?? 0) <= (open.get(opening) ?? 0)) break;
    open.set(last, (open.get(last) ?? 0) - 1);
  }
  return candidate.slice(0, end);
}

function hrefOf(candidate: string): string | null {
  if (!URL.canParse(candidate)) return null;
  const { href, username, password } = new URL(candidate);
  return username === "" && password === "" ? href : null;
}
