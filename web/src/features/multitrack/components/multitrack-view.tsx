/** Record a session, and what became of earlier ones. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { useLeaveGuard } from "@/lib/use-leave-guard";
import { useWakeLock } from "@/lib/use-wake-lock";

import { sessionsQuery } from "../api/get-recordings";
import { useSessionRecording } from "../use-multitrack-run";
import { LeaveSessionDialog } from "./leave-dialog";
import { RecordPanel } from "./record-panel";
import { SessionList } from "./recording-list";

export function SessionsView() {
  const { recording, view } = useSessionRecording();
  const client = useQueryClient();
  const busy = view.phase === "recording" || view.phase === "stopping";
  const blocker = useLeaveGuard(busy, () => recording.isActive);
  useWakeLock(busy);

  useEffect(() => {
    if (view.sessionId !== null) void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  }, [client, view.sessionId, view.phase]);

  return (
    <>
      <RecordPanel recording={recording} view={view} />
      <SessionList recordingId={busy ? view.sessionId : null} />
      {blocker.state === "blocked" && (
        <LeaveSessionDialog onStay={() => blocker.reset()} onLeave={() => blocker.proceed()} />
      )}
    </>
  );
}
