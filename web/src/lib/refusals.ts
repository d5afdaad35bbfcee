/** A file that cannot become a video: what is the matter in a few words, and what a person can do now. */
import { stageWords, type Refusal } from "@/words/stages";

export function refusalOf(code: string | undefined): Refusal | null {
  return code === undefined ? null : (stageWords.refusals[code] ?? null);
}
