/** Whether new accounts are taken, and whether the next one is the first. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export const authOptionsQuery = queryOptions({
  queryKey: queryKeys.options,
  queryFn: ({ signal }) => call(api.GET("/auth/options", { signal })),
});
