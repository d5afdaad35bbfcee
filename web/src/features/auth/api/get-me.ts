/** Who is logged in, and what else they may open. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export const meQuery = queryOptions({
  queryKey: queryKeys.me,
  queryFn: ({ signal }) => call(api.GET("/auth/me", { signal })),
  staleTime: 5 * 60_000,
});
