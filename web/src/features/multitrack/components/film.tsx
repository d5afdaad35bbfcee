/** A recording's film: to be made, being made, made, or failed with the reason. */

import { buttonStyle } from "@/components/button-style";
import { Icon } from "@/components/icon";
import { Notice } from "@/components/notice";
import { ProgressBar } from "@/components/progress-bar";
import { describeFault } from "@/lib/api-error";
import type { MultitrackRecording } from "@/lib/api-types";
import { formatBytes, formatPercent } from "@/lib/format";
import { Link } from "@/lib/router/link";
import { commonWords } from "@/words/common";
import { multitrackWords } from "@/words/multitrack";

import { CompileForm } from "./compile-form";

const PART = "border-t border-line px-4 py-4";

export function RecordingFilm({ recording }: { recording: MultitrackRecording }) {
  switch (recording.status) {
    case "recording":
      return null;
    case "recorded":
      return (
        <div className={PART}>
          <CompileForm multitrackId={recording.session_id} action={multitrackWords.compile} />
        </div>
      );
    case "compiling":
      return <Compiling progress={recording.progress} />;
    case "compiled":
      return <Film recording={recording} />;
    case "failed":
      return (
        <div className={`${PART} flex flex-col gap-4`}>
          <Notice>{multitrackWords.filmFailed(describeFault(recording.error))}</Notice>
          <CompileForm multitrackId={recording.session_id} action={commonWords.tryAgain} />
        </div>
      );
  }
}

function Compiling({ progress }: { progress: number }) {
  return (
    <div className={PART}>
      <div className="num mb-2 flex justify-between text-[13px]">
        <span>{multitrackWords.layingSound}</span>
        <span className="font-[570]">{formatPercent(progress)}</span>
      </div>
      <ProgressBar value={progress} label={multitrackWords.compiling} className="h-1.5 rounded-full bg-sunk" />
    </div>
  );
}

function Film({ recording }: { recording: MultitrackRecording }) {
  return (
    <div className={PART}>
      <div className="flex flex-wrap items-center gap-2">
        <a href={`/api/download/${recording.session_id}`} className={buttonStyle("primary")}>
          <Icon name="download" />
          {multitrackWords.download}{" "}
          {recording.size > 0 && <span className="num font-normal">{formatBytes(recording.size)}</span>}
        </a>
        <Link to={`/watch/${recording.session_id}`} className={buttonStyle()}>
          <Icon name="play" size={14} />
          {multitrackWords.watch}
        </Link>
      </div>
      {recording.tracks.length > 0 && <CompileAnew multitrackId={recording.session_id} />}
    </div>
  );
}

/** As long as the tracks are kept, another film can be made of them. */
function CompileAnew({ multitrackId }: { multitrackId: string }) {
  return (
    <details className="group mt-3">
      <summary className="inline-flex min-h-8 cursor-pointer list-none items-center gap-1.5 rounded-lg font-[550] text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <Icon name="chevron" size={15} className="-rotate-90 transition-transform group-open:rotate-0" />
        {multitrackWords.compileAnew}
      </summary>
      <p className="mt-1 mb-3 text-[12.5px] text-muted">{multitrackWords.compileAnewHow}</p>
      <CompileForm multitrackId={multitrackId} action={multitrackWords.compileAgain} />
    </details>
  );
}
