/** Recordings in whichever state the list is: loading, empty, unreachable, or full. */
import { useQuery } from "@tanstack/react-query";

import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { describeError } from "@/lib/api-error";
import { commonWords } from "@/words/common";
import { multitrackWords } from "@/words/multitrack";

import { recordingsQuery } from "../api/get-recordings";
import { RecordingCard } from "./recording-card";
import { RecordingsSkeleton } from "./recordings-skeleton";

interface RecordingListProps {
  /** The one this page records now; it has its own place above. */
  currentId: string | null;
}

export function RecordingList({ currentId }: RecordingListProps) {
  return (
    <section aria-labelledby="recordings-heading">
      <h2 id="recordings-heading" className="mb-3 text-base font-[620] tracking-[-0.01em]">
        {multitrackWords.yours}
      </h2>
      <Recordings currentId={currentId} />
    </section>
  );
}

function Recordings({ currentId }: RecordingListProps) {
  const query = useQuery(recordingsQuery);
  const again = (
    <Button icon="retry" busy={query.isFetching} onClick={() => void query.refetch()}>
      {commonWords.tryAgain}
    </Button>
  );
  if (query.isPending) return <RecordingsSkeleton />;
  if (query.data === undefined) {
    return (
      <EmptyState icon="offline" tone="trouble" title={multitrackWords.notLoaded} action={again}>
        {multitrackWords.safe(describeError(query.error))}
      </EmptyState>
    );
  }
  const recordings = query.data.filter(({ session_id }) => session_id !== currentId);
  if (recordings.length === 0) {
    return (
      <EmptyState icon="tracks" title={multitrackWords.none} compact>
        {multitrackWords.noneHow}
      </EmptyState>
    );
  }
  return (
    <>
      {query.isError && (
        <div className="mb-3">
          <Notice tone="warning" icon="offline" action={again}>
            {multitrackWords.outOfDate(describeError(query.error))}
          </Notice>
        </div>
      )}
      <ul className="flex flex-col gap-3">
        {recordings.map((recording) => (
          <RecordingCard key={recording.session_id} recording={recording} />
        ))}
      </ul>
    </>
  );
}
