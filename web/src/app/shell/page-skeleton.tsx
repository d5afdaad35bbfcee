/** The frame of the app before anything is known: header and side in their places. */
import { Brand } from "@/components/brand";
import { Skeleton } from "@/components/skeleton";
import { commonWords } from "@/words/common";

export function PageSkeleton() {
  return (
    <div aria-busy="true" aria-label={commonWords.loading}>
      <div className="flex h-[60px] items-center gap-4 border-b border-line bg-panel px-3.5 md:px-5">
        <Brand compact />
        <Skeleton className="mx-auto hidden h-[38px] w-full max-w-[520px] rounded-control md:block" />
        <Skeleton className="ml-auto h-[38px] w-[102px] rounded-control md:ml-0" />
        <Skeleton className="size-7 rounded-full" />
      </div>
    </div>
  );
}
