/** One recording: what there is of it, how far its film is, and what to do next. */
import { useState } from "react";

import { Chip } from "@/components/chip";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { PulseDot } from "@/components/pulse-dot";
import { TimeAgo } from "@/components/time-ago";
import { TwoLineName } from "@/components/two-line-name";
import type { MultitrackRecording } from "@/lib/api-types";
import { multitrackWords } from "@/words/multitrack";

import { recordingFacts, statusWords } from "../words";
import { DeleteRecordingDialog } from "./delete-recording-dialog";
import { RecordingFilm } from "./film";

const TONES = {
  recording: "recording",
  recorded: "neutral",
  compiling: "neutral",
  compiled: "neutral",
  failed: "failed",
} as const;

export function RecordingCard({ recording }: { recording: MultitrackRecording }) {
  const [asked, setAsked] = useState(false);
  return (
    <li className="rounded-card border border-line bg-panel">
      <div className="flex items-start gap-4 p-4">
        <span aria-hidden="true" className="grid size-11 shrink-0 place-items-center rounded-control bg-accent-soft text-accent">
          <Icon name={recording.status === "compiled" ? "film" : "tracks"} size={20} />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h3 className="min-w-0 font-[570] wrap-anywhere" title={recording.title}>
              <TwoLineName name={recording.title} />
            </h3>
            <Chip tone={TONES[recording.status]} className={recording.status === "compiled" ? "bg-ok-soft! text-ok!" : ""}>
              {recording.status === "recording" && <PulseDot />}
              {statusWords(recording)}
            </Chip>
          </div>
          <p className="num text-[12.5px] text-muted">
            <TimeAgo iso={recording.created_at} /> · {recordingFacts(recording)}
          </p>
        </div>
        {recording.status !== "recording" && (
          <IconButton icon="trash" label={multitrackWords.deleteIt(recording.title)} onClick={() => setAsked(true)} />
        )}
      </div>
      <RecordingFilm recording={recording} />
      {asked && <DeleteRecordingDialog recording={recording} onClose={() => setAsked(false)} />}
    </li>
  );
}
