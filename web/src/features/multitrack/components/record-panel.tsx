/** Choose a picture and a microphone, see it, record both as tracks of their own. */
import { useState } from "react";

import { Notice } from "@/components/notice";
import { abilities } from "@/recording/capture/capture";
import type { MultitrackView, MultitrackRun, Sources } from "@/recording/multitrack/multitrack-run";
import { multitrackWords } from "@/words/multitrack";

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
      aria-label={multitrackWords.recordTwo}
      className="mb-8 overflow-hidden rounded-2xl border border-line bg-panel shadow-card lg:grid lg:grid-cols-[minmax(0,1.2fr)_minmax(320px,1fr)]"
    >
      <LivePicture view={view} source={sources.picture} />
      <div className="flex flex-col gap-4 p-5 md:p-6">
        <div>
          <h2 className="text-base font-[620] tracking-[-0.01em]">{multitrackWords.apart}</h2>
          <p className="text-[13px] text-muted">{multitrackWords.apartHow}</p>
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
          <Notice tone="warning">{multitrackWords.cannotRecord}</Notice>
        )}
      </div>
    </section>
  );
}
