/** The panel that goes with a phase, over the picture. */
import type { RecorderRun } from "@/recording/run/recorder-run";
import type { RunView } from "@/recording/run/types";

import { saveFile } from "../save-file";
import { Countdown } from "./countdown";
import { FailedPanel } from "./failed-panel";
import { StoppingPanel } from "./stopping-panel";

export function StageOverlay({ run, view }: { run: RecorderRun; view: RunView }) {
  const { recorder, upload } = view;
  switch (recorder.phase) {
    case "countdown":
      return <Countdown seconds={recorder.countdown} onCancel={() => run.dispatch({ type: "cancel" })} />;
    case "stopping":
    case "done":
      return <StoppingPanel upload={upload} videoId={recorder.videoId} />;
    case "failed":
      return recorder.problem === null ? null : (
        <FailedPanel
          problem={recorder.problem}
          videoId={upload.ackedBytes > 0 ? recorder.videoId : null}
          onSave={view.savable ? () => void save(run) : null}
          onAgain={() => run.dispatch({ type: "start-over" })}
        />
      );
    default:
      return null;
  }
}

async function save(run: RecorderRun): Promise<void> {
  const bytes = await run.file();
  if (bytes !== null) saveFile(bytes);
}
