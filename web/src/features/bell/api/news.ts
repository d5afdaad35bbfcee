/** What one is told: its lines, how many are new, and that they were read. */
import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { NewsRead } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export const newsQuery = infiniteQueryOptions({
  queryKey: queryKeys.news,
  queryFn: ({ pageParam, signal }) =>
    call(api.GET("/account/notifications", { params: { query: pageParam === null ? {} : { cursor: pageParam } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
});

export function useReadNews() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewsRead) => call(api.POST("/account/notifications/read", { body })),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.news }),
  });
}
