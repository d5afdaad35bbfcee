/** Everything one presses: sources, the record button, pause, the link. */
import { Suspense } from "react";

import { lazily } from "@/components/lazily";
import { cx } from "@/lib/cx";
import { isSwitchable, isTaking, type Phase, type Source } from "@/recording/lifecycle/state";
import type { RecorderRun } from "@/recording/run/recorder-run";
import type { RunView } from "@/recording/run/types";
import { recorderWords } from "@/words/recorder";

import { CopyLink } from "./copy-link";
import { DockButton } from "./dock-button";
import { RecordButton } from "./record-button";
import { SourceControl } from "./source-control";

/** Nobody waits for it before a recording. */
const MarkStep = lazily(async () => (await import("../marks/mark-step")).MarkStep);

/** Nothing to press; its place is kept. */
const OVER: readonly Phase[] = ["stopping", "done", "failed"];

interface DockProps {
  run: RecorderRun;
  view: RunView;
  /** The sources this browser has at all. */
  sources: readonly Source[];
  onRecord: () => void;
  onPause: () => void;
}

export function Dock({ run, view, sources, onRecord, onPause }: DockProps) {
  const { recorder } = view;
  const taking = isTaking(recorder);
  const shown = sources.filter((source) => isSwitchable(recorder, source) || recorder.live[source]);
  const paused = recorder.phase === "paused";
  return (
    <div
      role="group"
      data-dock
      aria-label={recorderWords.controls}
      className={cx(
        "mx-auto flex w-fit max-w-full items-center gap-2.5 rounded-[18px] border border-line bg-panel px-3 py-2.5 shadow-float max-sm:flex-col",
        OVER.includes(recorder.phase) && "invisible",
      )}
    >
      <div className="flex items-center gap-2 sm:gap-2.5">
        {shown.map((source) => (
          <SourceControl key={source} source={source} run={run} view={view} />
        ))}
      </div>
      <div className="flex items-center gap-2 sm:gap-2.5">
        {taking && (
          <DockButton
            icon={paused ? "play" : "pause"}
            label={paused ? recorderWords.resume : recorderWords.pause}
            hint={recorderWords.spaceKey}
            className="sm:order-1 sm:min-w-[110px]"
            onPress={onPause}
          />
        )}
        {taking && (
          <Suspense>
            <MarkStep run={run} videoId={recorder.videoId} />
          </Suspense>
        )}
        <RecordButton recording={taking} disabled={!taking && !mayStart(view)} onPress={onRecord} />
        {taking && recorder.videoId !== null && <CopyLink videoId={recorder.videoId} />}
      </div>
    </div>
  );
}

function mayStart({ recorder }: RunView): boolean {
  return recorder.phase === "idle" || recorder.phase === "ready";
}
