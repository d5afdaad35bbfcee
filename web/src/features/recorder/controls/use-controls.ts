/** What the record and pause buttons and the keys do, which depends on the phase. */

import { useNavigate } from "@/lib/router/use-router";
import { isBusy, isTaking, type Source } from "@/recording/lifecycle/state";
import type { RecorderRun } from "@/recording/run/recorder-run";
import type { RunView } from "@/recording/run/types";

import { useShortcuts } from "./use-shortcuts";

export interface Controls {
  record: () => void;
  pause: () => void;
  /** Null while there is nothing to discard. */
  discard: (() => void) | null;
}

/** `defaults` are recorded where nothing was chosen; `askToDiscard` opens the question. */
export function useControls(
  run: RecorderRun,
  { recorder, upload }: RunView,
  defaults: readonly Source[],
  askToDiscard: () => void,
): Controls {
  const navigate = useNavigate();
  // Once the server was told that this is the end, there is a video, and deleting it is another matter.
  const discardable = isBusy(recorder) && upload.phase !== "finishing" && upload.phase !== "finished";

  const controls: Controls = {
    record: () => run.dispatch(isTaking(recorder) ? { type: "stop", at: Date.now() } : { type: "record", defaults }),
    pause: () => run.dispatch({ type: recorder.phase === "paused" ? "resume" : "pause", at: Date.now() }),
    discard: discardable ? askToDiscard : null,
  };
  useShortcuts({
    record: controls.record,
    pause: controls.pause,
    escape: () => {
      if (recorder.phase === "countdown") run.dispatch({ type: "cancel" });
      else if (discardable) askToDiscard();
      else if (!isBusy(recorder)) void navigate("/");
    },
  });
  return controls;
}
