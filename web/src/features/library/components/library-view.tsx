/** The library in whichever state it is: loading, empty, nothing found, unreachable, or full. */
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { describeError } from "@/lib/api-error";
import { commonWords } from "@/words/common";
import { libraryWords } from "@/words/library";

import { libraryQuery, type LibraryFilter } from "../api/get-library";
import { useLibraryEvents } from "../use-library-events";
import { FirstRecording } from "./first-recording";
import { LibrarySkeleton } from "./library-skeleton";
import { MoreVideos } from "./more-videos";
import { NothingThere } from "./nothing-there";
import { TrashCard } from "./trash-card";
import { VideoCard } from "./video-card";

interface LibraryViewProps {
  filter: LibraryFilter;
  userId: string;
  /** Shows everything again. */
  onClearFilter: () => void;
  /** The link that leads to the recorder. */
  recordLink: ReactNode;
}

export function LibraryView({ filter, userId, onClearFilter, recordLink }: LibraryViewProps) {
  const library = useInfiniteQuery(libraryQuery(filter));
  useLibraryEvents();

  if (library.isPending) return <LibrarySkeleton />;

  if (!library.data) {
    return (
      <EmptyState
        icon="alert"
        tone="trouble"
        title={libraryWords.notLoaded}
        action={
          <Button icon="retry" busy={library.isFetching} onClick={() => library.refetch()}>
            {commonWords.tryAgain}
          </Button>
        }
      >
        {libraryWords.nothingLost(describeError(library.error))}
      </EmptyState>
    );
  }

  const videos = library.data.pages.flatMap((page) => page.items);
  if (videos.length === 0) {
    if (filter.q === "" && filter.status === null) {
      return filter.scope === "mine" ? <FirstRecording recordLink={recordLink} /> : <NothingThere scope={filter.scope} />;
    }
    return (
      <EmptyState
        icon="search"
        title={filter.q === "" ? libraryWords.nothingHere : libraryWords.noTitle(filter.q)}
        action={<Button onClick={onClearFilter}>{libraryWords.showAll}</Button>}
      >
        {filter.q === "" ? libraryWords.noneInState : libraryWords.fewerLetters}
      </EmptyState>
    );
  }

  return (
    <>
      {library.isRefetchError && (
        <Notice
          tone="warning"
          action={
            <Button size="small" icon="retry" onClick={() => library.refetch()}>
              {commonWords.tryAgain}
            </Button>
          }
        >
          {libraryWords.outOfDate(describeError(library.error))}
        </Notice>
      )}
      {filter.scope === "trash" && <p className="mb-4 text-muted">{libraryWords.trashWhy}</p>}
      <ul
        aria-label={libraryWords.recordings}
        aria-busy={library.isPlaceholderData}
        className={`grid grid-cols-[repeat(auto-fill,minmax(min(264px,100%),1fr))] gap-x-5 gap-y-6 transition-opacity ${library.isPlaceholderData ? "opacity-60" : ""}`}
      >
        {videos.map((video) => (
          <li key={video.id}>
            {filter.scope === "trash" ? (
              <TrashCard video={video} />
            ) : (
              <VideoCard video={video} mine={video.owner.id === userId} />
            )}
          </li>
        ))}
      </ul>
      {library.hasNextPage && (
        <MoreVideos
          loading={library.isFetchingNextPage}
          failed={library.isFetchNextPageError}
          onMore={() => void library.fetchNextPage()}
        />
      )}
    </>
  );
}
