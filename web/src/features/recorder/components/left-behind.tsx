/** The recordings an earlier visit left behind. Seldom is there one, and it needs the recording engine: the library does not wait. */
import { lazy, Suspense } from "react";

import { loadModule } from "@/lib/load-module";

interface LeftBehindProps {
  userId: string;
  className?: string;
}

const Unfinished = lazy(() =>
  loadModule(() => import("@/features/recorder/components/unfinished-recordings")).then(
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
