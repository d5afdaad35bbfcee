/** Says for those who do not see it what the recorder does now. */
import type { Phase, RecorderState } from "@/recording/lifecycle/state";

import { useTabTitle } from "../controls/use-tab-title";

const SPOKEN: Partial<Record<Phase, string>> = {
  choosing: "Your browser asks for permission",
  ready: "Ready to record",
  recording: "Recording",
  paused: "Paused",
  stopping: "Recording stopped, sending the rest",
  done: "Done, opening the video",
};

interface PhaseStatusProps {
  recorder: RecorderState;
  cutOff: boolean;
}

export function PhaseStatus({ recorder, cutOff }: PhaseStatusProps) {
  useTabTitle(recorder);
  const spoken = SPOKEN[recorder.phase] ?? "";
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {cutOff ? `${spoken}. Not connected: what you record is kept on this device.` : spoken}
    </p>
  );
}
