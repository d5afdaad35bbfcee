/** The recording is through; its last bytes are not. */
import { LogInAgain } from "@/components/log-in-again";
import { ProgressBar } from "@/components/progress-bar";
import { formatBytes } from "@/lib/format";
import type { UploadState } from "@/recording/chunk-upload/types";
import { commonWords } from "@/words/common";
import { recorderWords } from "@/words/recorder";

import { OpenNow } from "./open-now";

export function StoppingPanel({ upload, videoId }: { upload: UploadState; videoId: string | null }) {
  const total = upload.ackedBytes + upload.queuedBytes;
  const sent = upload.queuedBytes === 0 && upload.phase === "finishing";
  return (
    <div className="absolute inset-0 grid place-items-center bg-black/60 p-3 text-center">
      <div className="flex w-full max-w-[400px] flex-col items-center gap-4 rounded-2xl bg-panel px-7 py-6 shadow-float">
        <p role="status" className="num text-lg font-[620] tracking-[-0.01em]">
          {upload.queuedBytes > 0 ? commonWords.sendingLast(formatBytes(upload.queuedBytes)) : commonWords.puttingTogether}
        </p>
        <ProgressBar
          value={total === 0 ? 0 : upload.ackedBytes / total}
          label={recorderWords.sent}
          className="h-1.5! w-full rounded-full bg-line-strong"
        />
        <p className="text-[12.5px] text-muted">
          {adviceOf(upload)}
        </p>
        {upload.signedOut && <LogInAgain />}
        {sent && videoId !== null && <OpenNow videoId={videoId} />}
      </div>
    </div>
  );
}

function adviceOf({ phase, signedOut }: UploadState): string {
  if (signedOut) return recorderWords.loggedOutKeepOpen;
  return phase === "waiting" ? recorderWords.waitingKeepOpen : recorderWords.keepOpen;
}
