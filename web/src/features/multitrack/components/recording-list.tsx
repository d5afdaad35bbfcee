/** Sessions in whichever state the list is: loading, empty, unreachable, or full. */
import { useQuery } from "@tanstack/react-query";

import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { describeError } from "@/lib/api-error";

import { sessionsQuery } from "../api/get-recordings";
import { SessionCard } from "./recording-card";
import { SessionsSkeleton } from "./recordings-skeleton";

interface SessionListProps {
  /** The one this page records now; it has its own place above. */
  recordingId: string | null;
}

export function SessionList({ recordingId }: SessionListProps) {
  return (
    <section aria-labelledby="sessions-heading">
      <h2 id="sessions-heading" className="mb-3 text-base font-[620] tracking-[-0.01em]">
        Your sessions
      </h2>
      <Sessions recordingId={recordingId} />
    </section>
  );
}

function Sessions({ recordingId }: SessionListProps) {
  const query = useQuery(sessionsQuery);
  const again = (
    <Button icon="retry" busy={query.isFetching} onClick={() => void query.refetch()}>
      Try again
    </Button>
  );
  if (query.isPending) return <SessionsSkeleton />;
  if (query.data === undefined) {
    return (
      <EmptyState icon="offline" tone="trouble" title="Your sessions could not be loaded" action={again}>
        {describeError(query.error)} What you recorded is safe.
      </EmptyState>
    );
  }
  const sessions = query.data.filter(({ session_id }) => session_id !== recordingId);
  if (sessions.length === 0) {
    return (
      <EmptyState icon="sessions" title="No sessions yet" compact>
        Record one above. Its picture and its sound appear here, to be compiled to one film.
      </EmptyState>
    );
  }
  return (
    <>
      {query.isError && (
        <div className="mb-3">
          <Notice tone="warning" icon="offline" action={again}>
            This list is not up to date. {describeError(query.error)}
          </Notice>
        </div>
      )}
      <ul className="flex flex-col gap-3">
        {sessions.map((session) => (
          <SessionCard key={session.session_id} session={session} />
        ))}
      </ul>
    </>
  );
}
