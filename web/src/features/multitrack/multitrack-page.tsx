/** Two tracks recorded here, and what became of earlier ones. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { useLeaveGuard } from "@/lib/use-leave-guard";
import { useWakeLock } from "@/lib/use-wake-lock";

import { recordingsQuery } from "./api/get-recordings";
import { LeaveDialog } from "./components/leave-dialog";
import { RecordPanel } from "./components/record-panel";
import { RecordingList } from "./components/recording-list";
import { useMultitrackRun } from "./use-multitrack-run";

export function MultitrackPage({ userId }: { userId: string }) {
  const { run, view } = useMultitrackRun(userId);
  const client = useQueryClient();
  const busy = view.phase === "recording" || view.phase === "stopping";
  const blocked = useLeaveGuard(busy, () => run.isActive);
  useWakeLock(busy);

  useEffect(() => {
    if (view.multitrackId !== null) void client.invalidateQueries({ queryKey: recordingsQuery.queryKey });
  }, [client, view.multitrackId, view.phase]);

  return (
    <>
      <RecordPanel run={run} view={view} />
      <RecordingList currentId={busy ? view.multitrackId : null} />
      {blocked !== null && (
        <LeaveDialog onStay={() => blocked.reset()} onLeave={() => blocked.proceed()} />
      )}
    </>
  );
}
