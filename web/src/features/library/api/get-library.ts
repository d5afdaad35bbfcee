/** My recordings, newest first, page by page; by title and status where asked. */
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { VideoStatus } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

const PAGE_SIZE = 24;
/** As long as one may watch a video before going back to where one was in the list. In ms. */
export const KEPT_MS = 3_600_000;

export interface LibraryFilter {
  q: string;
  status: VideoStatus | null;
}

export function libraryQuery({ q, status }: LibraryFilter) {
  return infiniteQueryOptions({
    queryKey: queryKeys.libraryPages(q, status ?? ""),
    queryFn: ({ pageParam, signal }) =>
      call(
        api.GET("/video/", {
          params: {
            query: {
              limit: PAGE_SIZE,
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
