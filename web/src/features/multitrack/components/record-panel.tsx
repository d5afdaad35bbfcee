/** Choose a picture and a microphone, see it, record both as tracks of their own. */
import { useState } from "react";

import { Notice } from "@/components/notice";
import { abilities } from "@/recording/capture/capture";
import type { MultitrackView, MultitrackRun, Sources } from "@/recording/multitrack/multitrack-run";

import { LivePicture } from "./live-picture";
import { RecordButton } from "./record-button";
import { SourceChoice } from "./source-choice";
import { TrackLines } from "./track-lines";

interface RecordPanelProps {
  run: MultitrackRun;
  view: MultitrackView;
}

export function RecordPanel({ run, view }: RecordPanelProps) {
  const can = abilities();
  const [sources, setSources] = useState<Sources>({ picture: "camera", cameraId: null, microphoneId: null });
  const free = view.phase === "idle" || view.phase === "done";
  return (
    <section
      aria-label="Record two tracks"
      className="mb-8 overflow-hidden rounded-2xl border border-line bg-panel shadow-card lg:grid lg:grid-cols-[minmax(0,1.2fr)_minmax(320px,1fr)]"
    >
      <LivePicture view={view} source={sources.picture} />
      <div className="flex flex-col gap-4 p-5 md:p-6">
        <div>
          <h2 className="text-base font-[620] tracking-[-0.01em]">Record picture and sound apart</h2>
          <p className="text-[13px] text-muted">Two tracks go to storage while you record. Compile them to one film afterwards.</p>
        </div>
        {can.record ? (
          <>
            <SourceChoice sources={sources} screen={can.screen} disabled={!free} moment={view.phase} onChange={setSources} />
            <TrackLines run={run} view={view} />
            {view.problem !== null && <Notice>{view.problem}</Notice>}
            <RecordButton
              phase={view.phase}
              onStart={() => void run.start(sources)}
              onStop={() => void run.stop()}
            />
          </>
        ) : (
          <Notice tone="warning">
            This browser cannot record here: it needs a secure page (https) and a camera or a screen to share.
          </Notice>
        )}
      </div>
    </section>
  );
}
