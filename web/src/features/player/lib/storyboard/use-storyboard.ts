/** Scrubbing pictures by their moment; nothing is fetched before `wanted`. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { indexAt } from "@/lib/index-at";

import { storyboardQuery } from "../../api/get-storyboard";
import type { StoryboardCue } from "./storyboard";

export interface Storyboard {
  cueAt: (seconds: number) => StoryboardCue | null;
  /** A sprite did not load: its signature may have run out. */
  onBroken: () => void;
}

/** `url` is signed anew with every answer of the API; one is kept until its pictures fail. */
export function useStoryboard(url: string | null, wanted: boolean): Storyboard {
  const [used, setUsed] = useState<string | null>(null);
  if (used === null && url !== null && wanted) setUsed(url);
  const storyboard = useQuery({ ...storyboardQuery(used ?? ""), enabled: used !== null });
  const cues = storyboard.data ?? [];
  const moments = cues.map(({ start }) => ({ timestamp: start }));
  return {
    cueAt: (seconds) => cues[Math.max(0, indexAt(moments, seconds))] ?? null,
    onBroken: () => setUsed(url),
  };
}
