/** What the search page has found, by video; or what there is to say instead. */
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Skeleton } from "@/components/skeleton";
import { describeError } from "@/lib/api-error";
import { commonWords } from "@/words/common";
import { searchWords } from "@/words/search";

import { isSearchable, searchQuery, type SearchFilter } from "../api/get-search";
import { FoundVideoRow } from "./found-video-row";

interface SearchResultsProps {
  filter: SearchFilter;
  /** What stands at the end of a list that goes on. */
  more: (state: { loading: boolean; failed: boolean; onMore: () => void }) => ReactNode;
}

export function SearchResults({ filter, more }: SearchResultsProps) {
  const found = useInfiniteQuery(searchQuery(filter));
  if (!isSearchable(filter.q)) {
    return (
      <EmptyState icon="search" title={searchWords.searchAll}>
        {searchWords.hint}
      </EmptyState>
    );
  }
  if (found.isPending) return <ResultsSkeleton />;
  if (!found.data) {
    return (
      <EmptyState
        icon="alert"
        tone="trouble"
        title={searchWords.notSearched}
        action={
          <Button icon="retry" busy={found.isFetching} onClick={() => found.refetch()}>
            {commonWords.tryAgain}
          </Button>
        }
      >
        {describeError(found.error)}
      </EmptyState>
    );
  }
  const videos = found.data.pages.flatMap((page) => page.items);
  if (videos.length === 0) {
    return (
      <EmptyState icon="search" title={searchWords.nothing(filter.q)}>
        {searchWords.nothingWhy}
      </EmptyState>
    );
  }
  return (
    <>
      {found.data.pages[0]?.loosened === true && <p className="mb-4 text-muted">{searchWords.loosened}</p>}
      <ul
        aria-label={searchWords.results}
        aria-busy={found.isPlaceholderData}
        className={`flex max-w-[860px] flex-col gap-7 transition-opacity ${found.isPlaceholderData ? "opacity-60" : ""}`}
      >
        {videos.map((video) => (
          <li key={video.video_id}>
            <FoundVideoRow video={video} q={filter.q} />
          </li>
        ))}
      </ul>
      {found.hasNextPage &&
        more({
          loading: found.isFetchingNextPage,
          failed: found.isFetchNextPageError,
          onMore: () => void found.fetchNextPage(),
        })}
    </>
  );
}

function ResultsSkeleton() {
  return (
    <div role="status" aria-label={searchWords.searching} className="flex max-w-[860px] flex-col gap-7">
      {[0, 1, 2].map((row) => (
        <div key={row}>
          <Skeleton className="h-5 w-64" />
          <div className="mt-3 flex gap-3">
            <Skeleton className="h-[84px] w-[148px] rounded-lg" />
            <Skeleton className="h-4 flex-1" />
          </div>
        </div>
      ))}
    </div>
  );
}
