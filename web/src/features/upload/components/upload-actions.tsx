/** What can be done with a file on its way, by how it stands. */
import { Link } from "react-router";

import { buttonStyle } from "@/components/button-style";
import { IconButton } from "@/components/icon-button";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";

import { hasArrived, type JobView } from "../job-view";
import { useUploadManager } from "../uploads-context";
import { FileChooser } from "./file-chooser";

const SMALL = buttonStyle("plain", "small");

export function UploadActions({ job }: { job: JobView }) {
  const manager = useUploadManager();
  const { key, phase, fileName, problem } = job;
  const over = hasArrived(job) || (phase === "failed" && job.videoId === null);

  function remove(): void {
    manager.remove(key).catch((error: unknown) => {
      showToast(`${fileName} is out of the list, but not yet off the server. ${describeError(error)}`, "trouble");
    });
  }

  return (
    <div className="-mr-2 flex shrink-0 items-center gap-0.5">
      {phase === "sending" && (
        <IconButton icon="pause" label={`Pause ${fileName}`} onClick={() => manager.with(key, (found) => found.pause())} />
      )}
      {phase === "paused" && (
        <IconButton icon="play" label={`Go on with ${fileName}`} onClick={() => manager.with(key, (found) => found.resume())} />
      )}
      {(phase === "elsewhere" || (phase === "failed" && problem?.retry === true)) && (
        <IconButton icon="retry" label={`Try ${fileName} again`} onClick={() => manager.with(key, (found) => found.retry())} />
      )}
      {phase === "asks" && (
        <button type="button" className={SMALL} onClick={() => manager.with(key, (found) => void found.allow())}>
          Go on
        </button>
      )}
      {phase === "needs-file" && (
        <FileChooser
          className={SMALL}
          onFiles={([picked]) => picked && manager.with(key, (found) => found.give(picked))}
        >
          Choose file
        </FileChooser>
      )}
      {phase === "done" && job.videoId !== null && (
        <Link to={`/watch/${job.videoId}`} className={SMALL}>
          Open
        </Link>
      )}
      {phase !== "finishing" && (
        <IconButton icon="close" label={over ? `Take ${fileName} off the list` : `Cancel ${fileName}`} onClick={remove} />
      )}
    </div>
  );
}
