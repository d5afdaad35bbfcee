/** What is new, line by line; each leads to its moment. */
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { Button } from "@/components/button";
import { Skeleton } from "@/components/skeleton";
import { showToast } from "@/components/toast-store";
import { describeError } from "@/lib/api-error";
import type { News } from "@/lib/api-types";
import { Link } from "@/lib/router/link";
import { bellWords } from "@/words/bell";

import { useReadNews } from "../api/news";
import { NewsRow } from "./news-row";

interface NewsPopoverProps {
  news: UseInfiniteQueryResult<InfiniteData<News>>;
  unread: number;
  /** By Escape: the focus goes back. */
  onClose: () => void;
  /** To another page. */
  onLeave: () => void;
}

export function NewsPopover({ news, unread, onClose, onLeave }: NewsPopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  const reading = useReadNews();
  const lines = news.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = lines[0];
  useEffect(() => box.current?.focus(), []);

  const mark = (what: { ids: number[] } | { until: number }): void =>
    reading.mutate(what, { onError: (error) => showToast(bellWords.notMarked(describeError(error)), "trouble") });

  return (
    <div
      ref={box}
      role="dialog"
      aria-label={bellWords.title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
      className="fixed inset-x-2 top-[56px] z-50 flex max-h-[min(560px,calc(100dvh-72px))] animate-rise flex-col rounded-card border border-line bg-panel shadow-float outline-none md:absolute md:inset-x-auto md:top-full md:right-0 md:mt-1.5 md:w-[380px]"
    >
      <div className="flex min-h-[48px] items-center justify-between gap-3 border-b border-line px-3.5">
        <h2 className="font-[570]">{bellWords.title}</h2>
        {unread > 0 && newest !== undefined && (
          <button type="button" onClick={() => mark({ until: newest.id })} className="rounded-md text-[13px] text-accent hover:underline">
            {bellWords.readAll}
          </button>
        )}
      </div>
      <div className="overflow-y-auto p-1.5">
        {news.isPending && (
          <div role="status" aria-label={bellWords.loading} className="flex flex-col gap-2 p-2">
            {[0, 1, 2].map((row) => (
              <Skeleton key={row} className="h-[44px] rounded-lg" />
            ))}
          </div>
        )}
        {news.isError && <p className="px-2 py-3 text-muted">{bellWords.notLoaded(describeError(news.error))}</p>}
        {news.isSuccess && newest === undefined && <p className="px-2 py-4 text-muted">{bellWords.none}</p>}
        {newest !== undefined && (
          <ul>
            {lines.map((line) => (
              <NewsRow
                key={line.id}
                line={line}
                onOpen={() => {
                  if (!line.read) mark({ ids: [line.id] });
                  onLeave();
                }}
              />
            ))}
          </ul>
        )}
        {news.hasNextPage && (
          <div className="p-1.5">
            <Button onClick={() => void news.fetchNextPage()}>{bellWords.older}</Button>
          </div>
        )}
      </div>
      <Link to="/settings#mails" onClick={onLeave} className="border-t border-line px-3.5 py-2.5 text-[13px] text-muted hover:text-ink">
        {bellWords.choose}
      </Link>
    </div>
  );
}
