/** How far each rung of a video is, from large to small: "(1080p 12%, 720p 40%, 360p done)". */
import type { Rendition } from "@/lib/api-types";
import { formatPercent } from "@/lib/format";
import { watchWords } from "@/words/watch";

export function rungWords(renditions: readonly Rendition[]): string {
  const rungs = renditions
    .filter(({ kind }) => kind === "video")
    .sort((one, other) => (other.height ?? 0) - (one.height ?? 0))
    .map(({ name, ready, progress }) => (ready || progress >= 1 ? watchWords.rungDone(name) : `${name} ${formatPercent(progress)}`));
  return rungs.length > 1 ? `(${rungs.join(", ")})` : "";
}
