/** What a person may choose for the film: how it looks against how large it is, and how many pixels it has. */

export type Quality = "smaller" | "balanced" | "best";
export type Resolution = "source" | "1080p" | "720p" | "480p" | "360p";

export interface CompileChoices {
  quality: Quality;
  resolution: Resolution;
}

export const USUAL: CompileChoices = { quality: "balanced", resolution: "source" };

export const QUALITIES: readonly { quality: Quality; label: string; hint: string }[] = [
  { quality: "smaller", label: "Smaller", hint: "About half the size, for mail and chat" },
  { quality: "balanced", label: "Balanced", hint: "Looks like the recording" },
  { quality: "best", label: "Best", hint: "About twice the size, for editing" },
];

export const RESOLUTIONS: readonly { resolution: Resolution; label: string }[] = [
  { resolution: "source", label: "As recorded" },
  { resolution: "1080p", label: "1080p" },
  { resolution: "720p", label: "720p" },
  { resolution: "480p", label: "480p" },
  { resolution: "360p", label: "360p" },
];

/** x264's constant rate factor: 6 less doubles the size. */
const CRF: Readonly<Record<Quality, number>> = { smaller: 28, balanced: 23, best: 18 };

export function compileOptions({ quality, resolution }: CompileChoices): { crf: number; resolution: Resolution } {
  return { crf: CRF[quality], resolution };
}
