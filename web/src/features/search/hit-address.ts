/** Where a hit leads: to the video at its moment, with what was looked for. */
import type { Hit } from "@/lib/api-types";

/** A moment before, so that one sees it come. In seconds. */
const BEFORE = 0.2;

export function hitAddress(videoId: string, hit: Pick<Hit, "kind" | "timestamp">, q: string): string {
  const params = new URLSearchParams({ q });
  if (hit.kind !== "title") params.set("t", String(Math.max(0, Math.round((hit.timestamp - BEFORE) * 100) / 100)));
  return `/watch/${videoId}?${params.toString()}`;
}
