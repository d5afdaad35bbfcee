/** The picture and what lies over it in each phase. */
import { hasPicture, isBeforeRecording, isTaking, type Phase } from "@/recording/lifecycle/state";
import type { RecorderRun } from "@/recording/run/recorder-run";
import { rememberCorner } from "@/recording/run/remembered-corner";
import type { RunView } from "@/recording/run/types";

import { BubbleHandle } from "./bubble-handle";
import { ElapsedChip } from "./elapsed-chip";
import { EmptyStage } from "./empty-stage";
import { Preview } from "./preview";
import { ProblemBar } from "./problem-bar";
import { StageOverlay } from "./stage-overlay";

const FROZEN: readonly Phase[] = ["stopping", "done", "failed"];

interface StageProps {
  run: RecorderRun;
  view: RunView;
  screen: boolean;
}

export function Stage({ run, view, screen }: StageProps) {
  const { recorder, rig } = view;
  const taking = isTaking(recorder);
  const movable = rig.preview.kind === "composed" && recorder.live.camera && recorder.phase !== "countdown";
  const empty = !hasPicture(recorder.live) && (recorder.phase === "idle" || recorder.phase === "choosing");
  return (
    <div className="relative size-full">
    <Preview preview={rig.preview} live={recorder.phase === "recording"} frozen={FROZEN.includes(recorder.phase)}>
      {(ratio) => (
        <>
          {empty && <EmptyStage screen={screen} choosing={recorder.phase === "choosing"} />}
          {movable && (
            <BubbleHandle
              corner={rig.corner}
              ratio={ratio}
              onMove={(corner) => {
                run.rig.moveBubble(corner);
                rememberCorner(corner);
              }}
            />
          )}
          {taking && <ElapsedChip recorder={recorder} />}
          <StageOverlay run={run} view={view} />
        </>
      )}
    </Preview>
      {recorder.problem !== null && (taking || isBeforeRecording(recorder)) && (
        <ProblemBar problem={recorder.problem} onDismiss={() => run.dispatch({ type: "dismiss-problem" })} />
      )}
    </div>
  );
}
