/** The recorder: stage, dock, and the questions asked over them. */
import { useEffect, useRef, useState } from "react";

import { PLAY_AT_ONCE } from "@/lib/play-at-once";
import { useNavigate } from "@/lib/router/use-router";
import { useLeaveGuard } from "@/lib/use-leave-guard";
import { useWakeLock } from "@/lib/use-wake-lock";
import { isBeforeRecording, isBusy, isTaking, type Source } from "@/recording/lifecycle/state";

import { useControls } from "../controls/use-controls";
import { useRecorder } from "../controls/use-recorder";
import { useSafetyWords } from "../controls/use-safety-words";
import { DiscardDialog } from "./discard-dialog";
import { Dock } from "./dock";
import { LeaveDialog } from "./leave-dialog";
import { LeftBehind } from "./left-behind";
import { PhaseStatus } from "./phase-status";
import { Stage } from "./stage";
import { StageHeader } from "./stage-header";
import { StagePage } from "./stage-page";

const WITH_SCREEN: readonly Source[] = ["screen", "camera", "microphone"];
const WITHOUT_SCREEN: readonly Source[] = ["camera", "microphone"];

export function Recorder({ userId, screen }: { userId: string; screen: boolean }) {
  const navigate = useNavigate();
  const { run, view } = useRecorder(userId, (videoId) => void navigate(`/watch/${videoId}`, { state: PLAY_AT_ONCE }));
  const { recorder } = view;
  /** The recording the question is about: it must not outlive it. */
  const [asked, setAsked] = useState<number | null>(null);
  const words = useSafetyWords(run, view);
  const controls = useControls(run, view, [screen ? "screen" : "camera", "microphone"], () => setAsked(recorder.begunAt));
  const blocked = useLeaveGuard(isBusy(recorder), () => isBusy(run.view.recorder));
  useWakeLock(isTaking(recorder));
  const stage = useRef<HTMLElement>(null);
  useEffect(() => {
    // Focus leaves the record button, or the space bar would stop the recording instead of pausing it.
    if (recorder.phase === "countdown") stage.current?.focus();
  }, [recorder.phase]);

  return (
    <StagePage ref={stage}>
      <div>
        <StageHeader words={words} signedOut={view.upload.signedOut} onDiscard={controls.discard} />
        {isBeforeRecording(recorder) && <LeftBehind userId={userId} className="px-3.5 pb-3 sm:px-[22px]" />}
      </div>
      <div className="min-h-0 px-3.5">
        <Stage run={run} view={view} screen={screen} />
      </div>
      <div className="px-3.5 pt-4 pb-4 sm:pb-6">
        <Dock
          run={run}
          view={view}
          sources={screen ? WITH_SCREEN : WITHOUT_SCREEN}
          onRecord={controls.record}
          onPause={controls.pause}
        />
      </div>
      <PhaseStatus recorder={recorder} cutOff={words.tone === "cut-off"} />
      {asked !== null && asked === recorder.begunAt && controls.discard !== null && (
        <DiscardDialog
          recorder={recorder}
          onKeep={() => setAsked(null)}
          onDiscard={() => run.dispatch({ type: "discard" })}
        />
      )}
      {blocked !== null && (
        <LeaveDialog
          recording={isTaking(recorder)}
          onStay={() => blocked.reset()}
          onLeave={() => blocked.proceed()}
        />
      )}
    </StagePage>
  );
}
