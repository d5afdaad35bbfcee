/** The panel that goes with a phase, over the picture. */
import type { RecorderSession } from "@/recording/run/recorder-run";
import type { SessionView } from "@/recording/run/types";

import { saveFile } from "../save-file";
import { Countdown } from "./countdown";
import { FailedPanel } from "./failed-panel";
import { StoppingPanel } from "./stopping-panel";

export function StageOverlay({ session, view }: { session: RecorderSession; view: SessionView }) {
  const { recorder, upload } = view;
  switch (recorder.phase) {
    case "countdown":
      return <Countdown seconds={recorder.countdown} onCancel={() => session.dispatch({ type: "cancel" })} />;
    case "stopping":
    case "done":
      return recorder.videoId === null ? null : <StoppingPanel upload={upload} videoId={recorder.videoId} />;
    case "failed":
      return recorder.problem === null ? null : (
        <FailedPanel
          problem={recorder.problem}
          videoId={upload.ackedBytes > 0 ? recorder.videoId : null}
          onSave={view.savable ? () => void save(session) : null}
          onAgain={() => session.dispatch({ type: "start-over" })}
        />
      );
    default:
      return null;
  }
}

async function save(session: RecorderSession): Promise<void> {
  const bytes = await session.file();
  if (bytes !== null) saveFile(bytes);
}
