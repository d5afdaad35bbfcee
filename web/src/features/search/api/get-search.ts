/** What is found in everything that one may see, page by page; and in one video. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

import type { SearchScope, Source } from "../choices";

const PAGE_SIZE = 10;
/** A word or a number: what the server would refuse is not asked. */
const SEARCHABLE = /[\p{L}\p{N}]/u;
/** The server takes no more. */
export const LONGEST = 200;

export interface SearchFilter {
  q: string;
  source: Source | null;
  scope: SearchScope | null;
}

export function isSearchable(q: string): boolean {
  return SEARCHABLE.test(q);
}

export function searchQuery({ q, source, scope }: SearchFilter) {
  return infiniteQueryOptions({
    queryKey: queryKeys.search(q, source ?? "", scope ?? ""),
    queryFn: ({ pageParam, signal }) =>
      call(
        api.GET("/search", {
          params: {
            query: {
              q,
              limit: PAGE_SIZE,
              ...(source === null ? {} : { source }),
              ...(scope === null ? {} : { scope }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    enabled: isSearchable(q),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function withinQuery(videoId: string, q: string) {
  return queryOptions({
    queryKey: queryKeys.within(videoId, q),
    queryFn: ({ signal }) =>
      call(
        api.GET("/video/{video_id}/search", { params: { path: { video_id: videoId }, query: { q } }, signal }),
      ),
    enabled: isSearchable(q),
    placeholderData: keepPreviousData,
  });
}
