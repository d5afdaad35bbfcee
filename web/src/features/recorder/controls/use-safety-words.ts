/** The safety line's words, kept fresh while time passes. */

import type { SafetyWords } from "@/lib/safety-words";
import { useNow } from "@/lib/use-now";
import { useOnline } from "@/lib/use-online";
import { safetyWords, type SafetyFacts } from "@/recording/chunk-upload/safety";
import { isTaking, type RecorderState } from "@/recording/lifecycle/state";
import type { RecorderRun } from "@/recording/run/recorder-run";
import type { RunView } from "@/recording/run/types";

export function useSafetyWords(run: RecorderRun, { recorder, upload, quiet, risk }: RunView): SafetyWords {
  const online = useOnline();
  const now = useNow(1000);
  return safetyWords({ upload, online, keptSeconds: run.keptSeconds(now), phase: phaseOf(recorder), quiet, risk });
}

function phaseOf(recorder: RecorderState): SafetyFacts["phase"] {
  if (isTaking(recorder)) return "during";
  if (recorder.phase === "failed") return "failed";
  return recorder.phase === "stopping" || recorder.phase === "done" ? "stopping" : "before";
}
