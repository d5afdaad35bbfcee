/** Recordings one may see, newest first, page by page; by title and status where asked. */
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { VideoStatus } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

import type { Scope } from "../scopes";

const PAGE_SIZE = 24;
/** As long as one may watch a video before going back to where one was in the list. In ms. */
export const KEPT_MS = 3_600_000;

export interface LibraryFilter {
  q: string;
  status: VideoStatus | null;
  scope: Scope;
}

export function libraryQuery({ q, status, scope }: LibraryFilter) {
  return infiniteQueryOptions({
    queryKey: queryKeys.libraryPages(q, status ?? "", scope),
    queryFn: ({ pageParam, signal }) =>
      call(
        api.GET("/video/", {
          params: {
            query: {
              limit: PAGE_SIZE,
              scope,
              ...(q === "" ? {} : { q }),
              ...(status === null ? {} : { status }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
  });
}
