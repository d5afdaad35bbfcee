/** The states the library can be filtered by. */
import type { VideoStatus } from "@/lib/api-types";
import { libraryWords } from "@/words/library";
import { stageWords } from "@/words/stages";

export function statusChoices(): { status: VideoStatus | null; label: string }[] {
  return [
    { status: null, label: libraryWords.all },
    { status: "done", label: libraryWords.ready },
    { status: "processing", label: stageWords.processing },
    { status: "failed", label: libraryWords.failed },
  ];
}

/** Reads the filter from an address; anything unknown means all. */
export function statusFrom(text: string | null): VideoStatus | null {
  return statusChoices().find((choice) => choice.status === text)?.status ?? null;
}
