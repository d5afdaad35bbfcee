/** Cards before they are known, in their real size. */
import { Skeleton } from "@/components/skeleton";
import { libraryWords } from "@/words/library";

const CARDS = [0, 1, 2, 3, 4, 5, 6, 7];

export function LibrarySkeleton() {
  return (
    <div
      role="status"
      aria-label={libraryWords.loading}
      className="grid grid-cols-[repeat(auto-fill,minmax(min(264px,100%),1fr))] gap-x-5 gap-y-6"
    >
      {CARDS.map((card) => (
        <div key={card}>
          <Skeleton className="aspect-video rounded-card" />
          <Skeleton className="mt-3 h-4 w-3/4" />
          <Skeleton className="mt-2 h-3.5 w-2/5" />
        </div>
      ))}
    </div>
  );
}
