/** The watch page before the video is known, everything in its place. */
import { Skeleton } from "@/components/skeleton";
import { watchWords } from "@/words/watch";

export function WatchSkeleton() {
  return (
    <div
      role="status"
      aria-label={watchWords.loadingRecording}
      className="lg:grid lg:grid-cols-[minmax(0,1fr)_360px] xl:grid-cols-[minmax(0,1fr)_400px]"
    >
      <div className="lg:p-6 xl:px-7">
        <div className="mx-auto lg:max-w-[calc((100dvh-270px)*16/9)]">
          <Skeleton className="aspect-video rounded-none lg:rounded-[14px]" />
          <div className="px-4 pt-[18px] lg:px-0">
            <Skeleton className="h-7 w-2/5" />
            <Skeleton className="mt-2 h-4 w-40" />
            <Skeleton className="mt-6 h-[54px] rounded-card" />
          </div>
        </div>
      </div>
      <div className="bg-panel px-4 pt-4 lg:h-[calc(100dvh-60px)] lg:border-l lg:border-line">
        <Skeleton className="h-8 w-3/4" />
        {[0, 1, 2, 3, 4].map((row) => (
          <div key={row} className="mt-6 grid grid-cols-[112px_1fr] gap-3">
            <Skeleton className="aspect-[16/10] rounded-lg" />
            <Skeleton className="h-4 w-11/12" />
          </div>
        ))}
      </div>
    </div>
  );
}
