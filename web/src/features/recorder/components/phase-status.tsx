/** Says for those who do not see it what the recorder does now. */
import type { Phase, RecorderState } from "@/recording/lifecycle/state";
import { recorderWords } from "@/words/recorder";

import { useTabTitle } from "../controls/use-tab-title";

interface PhaseStatusProps {
  recorder: RecorderState;
  cutOff: boolean;
}

export function PhaseStatus({ recorder, cutOff }: PhaseStatusProps) {
  useTabTitle(recorder);
  const phases: Partial<Record<Phase, string>> = recorderWords.phases;
  const spoken = phases[recorder.phase] ?? "";
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {cutOff ? recorderWords.cutOff(spoken) : spoken}
    </p>
  );
}
