/** The tab says that it records, and for how long: people work in other tabs meanwhile. */

import { useEffect } from "react";

import { formatClock } from "@/lib/format";
import { useNow } from "@/lib/use-now";
import { elapsedMs, type RecorderState } from "@/recording/lifecycle/state";
import { commonWords } from "@/words/common";
import { recorderWords } from "@/words/recorder";

export function useTabTitle(recorder: RecorderState): void {
  const now = useNow(1000);
  const title = titleOf(recorder, now);
  useEffect(() => {
    document.title = `${title} · VideoFlow`;
  }, [title]);
}

function titleOf(recorder: RecorderState, now: number): string {
  const clock = formatClock(elapsedMs(recorder, now) / 1000);
  if (recorder.phase === "recording") return recorderWords.tabRecording(clock);
  if (recorder.phase === "paused") return recorderWords.tabPaused(clock);
  return recorder.phase === "stopping" ? recorderWords.tabSending : commonWords.record;
}
