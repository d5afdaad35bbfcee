/** A recording's film: to be made, being made, made, or failed with the reason. */
import { Link } from "react-router";

import { buttonStyle } from "@/components/button-style";
import { Icon } from "@/components/icon";
import { Notice } from "@/components/notice";
import { ProgressBar } from "@/components/progress-bar";
import type { MultitrackRecording } from "@/lib/api-types";
import { formatBytes, formatPercent } from "@/lib/format";

import { CompileForm } from "./compile-form";

const PART = "border-t border-line px-4 py-4";

export function RecordingFilm({ recording }: { recording: MultitrackRecording }) {
  switch (recording.status) {
    case "recording":
      return null;
    case "recorded":
      return (
        <div className={PART}>
          <CompileForm multitrackId={recording.session_id} action="Compile" />
        </div>
      );
    case "compiling":
      return <Compiling progress={recording.progress} />;
    case "compiled":
      return <Film recording={recording} />;
    case "failed":
      return (
        <div className={`${PART} flex flex-col gap-4`}>
          <Notice>The film could not be made. {recording.error?.message ?? "No reason was given."}</Notice>
          <CompileForm multitrackId={recording.session_id} action="Try again" />
        </div>
      );
  }
}

function Compiling({ progress }: { progress: number }) {
  return (
    <div className={PART}>
      <div className="num mb-2 flex justify-between text-[13px]">
        <span>Laying the sound over the picture</span>
        <span className="font-[570]">{formatPercent(progress)}</span>
      </div>
      <ProgressBar value={progress} label="Compiling" className="h-1.5 rounded-full bg-sunk" />
    </div>
  );
}

function Film({ recording }: { recording: MultitrackRecording }) {
  return (
    <div className={`${PART} flex flex-wrap items-center gap-2`}>
      <a href={`/api/download/${recording.session_id}`} className={buttonStyle("primary")}>
        <Icon name="download" />
        Download MP4{" "}
        {recording.size > 0 && <span className="num font-normal">{formatBytes(recording.size)}</span>}
      </a>
      <Link to={`/watch/${recording.session_id}`} className={buttonStyle()}>
        <Icon name="play" size={14} />
        Watch
      </Link>
    </div>
  );
}
