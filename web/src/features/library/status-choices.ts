/** The states the library can be filtered by. */
import type { VideoStatus } from "@/lib/api-types";

export const STATUS_CHOICES: { status: VideoStatus | null; label: string }[] = [
  { status: null, label: "All" },
  { status: "done", label: "Ready" },
  { status: "processing", label: "Processing" },
  { status: "failed", label: "Failed" },
];

/** Reads the filter from an address; anything unknown means all. */
export function statusFrom(text: string | null): VideoStatus | null {
  return STATUS_CHOICES.find((choice) => choice.status === text)?.status ?? null;
}
