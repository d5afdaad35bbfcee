/** The reading page before the video is known, everything in its place. */
import { Skeleton } from "@/components/skeleton";
import { watchWords } from "@/words/watch";

export function GuideSkeleton() {
  return (
    <div
      role="status"
      aria-label={watchWords.loadingGuide}
      className="mx-auto grid justify-center gap-x-14 px-4 pt-5 md:px-8 lg:grid-cols-[248px_minmax(0,760px)] lg:pt-10"
    >
      <div className="flex flex-col gap-3 max-lg:hidden">
        {[0, 1, 2, 3, 4].map((row) => (
          <Skeleton key={row} className="h-5" />
        ))}
      </div>
      <div>
        <Skeleton className="h-4 w-56" />
        <Skeleton className="mt-2 h-9 w-4/5" />
        <Skeleton className="mt-3.5 h-[38px] w-40 rounded-control" />
        <Skeleton className="mt-11 h-6 w-3/5" />
        <Skeleton className="mt-3.5 aspect-video rounded-card" />
      </div>
    </div>
  );
}
