/** One recorder run for as long as its page is open. */

import { useEffect, useState, useSyncExternalStore } from "react";

import { showToast } from "@/components/toast-store";
import type { Problem } from "@/recording/lifecycle/state";
import { browserDeps } from "@/recording/run/browser-deps";
import { onWake } from "@/recording/run/on-wake";
import { RecorderRun } from "@/recording/run/recorder-run";
import type { RunView } from "@/recording/run/types";
import { recorderWords } from "@/words/recorder";

export interface UsedRecorder {
  run: RecorderRun;
  view: RunView;
}

function couldNotDelete(): void {
  showToast(recorderWords.couldNotDelete, "trouble");
}

/** `showVideo` is called when a recording is through; it must stay the same function. */
export function useRecorder(userId: string, showVideo: (videoId: string) => void): UsedRecorder {
  function showWithReason(videoId: string, problem: Problem | null): void {
    // The page that said it goes.
    if (problem?.tone === "trouble") showToast(`${problem.title} ${problem.advice}`, "trouble");
    showVideo(videoId);
  }
  const [run] = useState(() => new RecorderRun(browserDeps(userId, { showVideo: showWithReason, couldNotDelete })));
  const view = useSyncExternalStore(run.subscribe, () => run.view);

  useEffect(() => {
    const online = (): void => run.networkChanged(true);
    const offline = (): void => run.networkChanged(false);
    // A page that comes back to the front may have slept.
    const visible = (): void => {
      if (!document.hidden && navigator.onLine) online();
    };
    window.addEventListener("online", online);
    window.addEventListener("offline", offline);
    document.addEventListener("visibilitychange", visible);
    const stopLooking = onWake(() => run.wokeUp());
    return () => {
      stopLooking();
      window.removeEventListener("online", online);
      window.removeEventListener("offline", offline);
      document.removeEventListener("visibilitychange", visible);
      run.leave();
    };
  }, [run]);

  return { run, view };
}
