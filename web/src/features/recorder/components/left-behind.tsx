/** The recordings an earlier visit left behind, on every page. Seldom is there one, and it needs the recording engine: no page waits. */
import { lazy, Suspense } from "react";

import { loadModule } from "@/lib/load-module";

interface LeftBehindProps {
  userId: string;
  className?: string;
}

const Unfinished = lazy(() =>
  loadModule(() => import("./unfinished-recordings")).then(
    ({ UnfinishedRecordings }) => ({ default: UnfinishedRecordings }),
    // What cannot be loaded now is found by the next visit.
    () => ({ default: Nothing }),
  ),
);

export function LeftBehind(props: LeftBehindProps) {
  return (
    <Suspense>
      <Unfinished {...props} />
    </Suspense>
  );
}

function Nothing() {
  return null;
}
