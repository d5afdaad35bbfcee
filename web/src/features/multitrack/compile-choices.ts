/** What a person may choose for the film: how it looks against how large it is, and how many pixels it has. */
import { multitrackWords } from "@/words/multitrack";

export type Quality = "smaller" | "balanced" | "best";
export type Resolution = "source" | "1080p" | "720p" | "480p" | "360p";

export interface CompileChoices {
  quality: Quality;
  resolution: Resolution;
}

export const USUAL: CompileChoices = { quality: "balanced", resolution: "source" };

export const QUALITIES: readonly Quality[] = ["smaller", "balanced", "best"];
export const RESOLUTIONS: readonly Resolution[] = ["source", "1080p", "720p", "480p", "360p"];

export function resolutionWords(resolution: Resolution): string {
  return resolution === "source" ? multitrackWords.asRecorded : resolution;
}

/** x264's constant rate factor: 6 less doubles the size. */
const CRF: Readonly<Record<Quality, number>> = { smaller: 28, balanced: 23, best: 18 };

export function compileOptions({ quality, resolution }: CompileChoices): { crf: number; resolution: Resolution } {
  return { crf: CRF[quality], resolution };
}
