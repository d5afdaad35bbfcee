/**
 * What is said of a step below its title. A step keeps all text that was new on the screen, by which it is found; here
 * stands only what the picture tells less well (app/domain/documents/exports/bodies.py has the same rule).
 */
import type { DocumentStep } from "@/lib/api-types";

export interface Body {
  lines: string[];
  look: "text" | "output" | "list";
}

const MOST: Partial<Record<NonNullable<DocumentStep["kind"]>, number>> = { command: 24, slide: 20, type: 3 };
/** What a slide has before its points, and a list of ours has, too. */
const BULLET = /^[•·●○▪▫■□‣◦–—*-]\s+/;
/** Steps from before there was evidence: nothing tells what of it matters. */
const MOST_UNKNOWN = 3;

export function stepBody({ title, text, kind, label }: Pick<DocumentStep, "title" | "text" | "kind" | "label">): Body {
  const most = kind == null ? MOST_UNKNOWN : (MOST[kind] ?? 0);
  // The line with the prompt says the command, as the title does.
  const isCommand = (line: string) => kind === "command" && !!label && line.endsWith(label);
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && line !== title && line !== label && !isCommand(line))
    .map((line) => (kind === "slide" ? line.replace(BULLET, "") : line));
  const kept = lines.slice(0, most);
  if (most > 0 && lines.length > most) kept.push("…");
  return { lines: kept, look: kind === "command" ? "output" : kind === "slide" ? "list" : "text" };
}
