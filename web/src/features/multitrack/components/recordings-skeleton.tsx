/** Recordings before they are known, in their real size. */
import { Skeleton } from "@/components/skeleton";
import { multitrackWords } from "@/words/multitrack";

const ROWS = [0, 1, 2];

export function RecordingsSkeleton() {
  return (
    <div role="status" aria-label={multitrackWords.loading} className="flex flex-col gap-3">
      {ROWS.map((row) => (
        <div key={row} className="flex items-center gap-4 rounded-card border border-line bg-panel p-4">
          <Skeleton className="size-11 rounded-control" />
          <div className="flex-1">
            <Skeleton className="h-4 w-56 max-w-full" />
            <Skeleton className="mt-2 h-3.5 w-40 max-w-full" />
          </div>
          <Skeleton className="h-[38px] w-28 rounded-control max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}
