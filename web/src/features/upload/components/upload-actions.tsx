/** What can be done with a file on its way, by how it stands. */

import { buttonStyle } from "@/components/button-style";
import { IconButton } from "@/components/icon-button";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import { Link } from "@/lib/router/link";
import { uploadWords } from "@/words/upload";

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
      showToast(uploadWords.stillOnServer(fileName, describeError(error)), "trouble");
    });
  }

  return (
    <div className="-mr-2 flex shrink-0 items-center gap-0.5">
      {phase === "sending" && (
        <IconButton icon="pause" label={uploadWords.pause(fileName)} onClick={() => manager.with(key, (found) => found.pause())} />
      )}
      {phase === "paused" && (
        <IconButton icon="play" label={uploadWords.goOnWith(fileName)} onClick={() => manager.with(key, (found) => found.resume())} />
      )}
      {(phase === "elsewhere" || (phase === "failed" && problem?.retry === true)) && (
        <IconButton icon="retry" label={uploadWords.tryAgain(fileName)} onClick={() => manager.with(key, (found) => found.retry())} />
      )}
      {phase === "asks" && (
        <button type="button" className={SMALL} onClick={() => manager.with(key, (found) => void found.allow())}>
          {uploadWords.goOn}
        </button>
      )}
      {phase === "needs-file" && (
        <FileChooser
          className={SMALL}
          onFiles={([picked]) => picked && manager.with(key, (found) => found.give(picked))}
        >
          {uploadWords.chooseFile}
        </FileChooser>
      )}
      {phase === "done" && job.videoId !== null && (
        <Link to={`/watch/${job.videoId}`} className={SMALL}>
          {uploadWords.open}
        </Link>
      )}
      {phase !== "finishing" && (
        <IconButton icon="close" label={over ? uploadWords.takeOff(fileName) : uploadWords.cancel(fileName)} onClick={remove} />
      )}
    </div>
  );
}
