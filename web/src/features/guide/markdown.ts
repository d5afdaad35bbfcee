/**
 * The Markdown of guides: paragraphs, line breaks, lists, code, bold, italic, links. Everything else is text, markup of
 * pages as well: what is read here becomes elements, never HTML.
 */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong" | "emphasis"; parts: Inline[] }
  | { kind: "link"; url: string; parts: Inline[] };

export type Block =
  | { kind: "paragraph"; lines: Inline[][] }
  | { kind: "list"; ordered: boolean; start: number; items: Inline[][] }
  | { kind: "code"; text: string };

const ITEM = /^\s*(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const FENCE = /^\s*```/;
/** Addresses that lead to a page or a mailbox, and to nothing that runs. */
const SAFE_URL = /^(https?:\/\/|mailto:)[^\s]+$/i;

export function parseMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    if (FENCE.test(line)) at = readCode(lines, at + 1, blocks);
    else if (ITEM.test(line)) at = readList(lines, at, blocks);
    else if (line.trim() === "") at += 1;
    else at = readParagraph(lines, at, blocks);
  }
  return blocks;
}

function readCode(lines: string[], from: number, blocks: Block[]): number {
  const end = lines.findIndex((line, number) => number >= from && FENCE.test(line));
  const stop = end === -1 ? lines.length : end;
  blocks.push({ kind: "code", text: lines.slice(from, stop).join("\n") });
  return stop + 1;
}

function readList(lines: string[], from: number, blocks: Block[]): number {
  const items: Inline[][] = [];
  const first = ITEM.exec(lines[from] ?? "")?.[1];
  let at = from;
  for (let item = ITEM.exec(lines[at] ?? ""); item; item = ITEM.exec(lines[at] ?? "")) {
    if ((item[1] === undefined) !== (first === undefined)) break;
    items.push(parseInline(item[2] ?? ""));
    at += 1;
  }
  blocks.push({ kind: "list", ordered: first !== undefined, start: Number(first ?? 1), items });
  return at;
}

function readParagraph(lines: string[], from: number, blocks: Block[]): number {
  let at = from;
  const kept: Inline[][] = [];
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() === "" || FENCE.test(line) || (at > from && ITEM.test(line))) break;
    // A heading within a step is a line that is strong.
    const heading = /^\s{0,3}#{1,6}\s+(.*)$/.exec(line);
    kept.push(heading ? [{ kind: "strong", parts: parseInline(heading[1] ?? "") }] : parseInline(line.trim()));
  }
  blocks.push({ kind: "paragraph", lines: kept });
  return at;
}

const MARKS: [RegExp, (found: RegExpExecArray) => Inline][] = [
  [/^\\([\\`*_{}[\]<>#|~+=.)!-])/, (found) => ({ kind: "text", text: found[1] ?? "" })],
  [/^`([^`]+)`/, (found) => ({ kind: "code", text: found[1] ?? "" })],
  [/^\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)/, (found) => ({ kind: "strong", parts: parseInline(found[1] ?? "") })],
  [/^([*_])(?=\S)((?:\\.|(?!\1).)+?)(?<=\S)\1(?!\w)/, (found) => ({ kind: "emphasis", parts: parseInline(found[2] ?? "") })],
  [/^\[((?:\\.|[^\]\\])+)\]\(([^()\s]+)\)/, link],
];

function link(found: RegExpExecArray): Inline {
  const [whole, label = "", url = ""] = found;
  return SAFE_URL.test(url) ? { kind: "link", url, parts: parseInline(label) } : { kind: "text", text: whole };
}

export function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    // In the middle of a word an underscore is one.
    const inWord = rest.startsWith("_") && /\w$/.test(text.slice(0, at));
    const found = inWord ? null : firstMark(rest);
    if (!found) {
      plain += rest[0] ?? "";
      at += 1;
      continue;
    }
    if (plain !== "") parts.push({ kind: "text", text: plain });
    plain = "";
    parts.push(found.part);
    at += found.length;
  }
  if (plain !== "") parts.push({ kind: "text", text: plain });
  return parts;
}

function firstMark(rest: string): { part: Inline; length: number } | null {
  if (!/^[\\`*_[]/.test(rest)) return null;
  for (const [mark, make] of MARKS) {
    const found = mark.exec(rest);
    if (found) return { part: make(found), length: found[0].length };
  }
  return null;
}
