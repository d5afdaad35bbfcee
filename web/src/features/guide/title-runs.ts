/** Titles name commands between backticks; a reader sees them in type of their own (app/domain/documents/exports/runs.py). */
export interface Run {
  text: string;
  isCode: boolean;
}

export function titleRuns(title: string): Run[] {
  return title
    .split(/`([^`]+)`/)
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== "");
}

export function plainTitle(title: string): string {
  return titleRuns(title)
    .map(({ text }) => text)
    .join("");
}
