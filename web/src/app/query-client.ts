/** The cache of server data and when it is worth asking again. */
import { QueryClient } from "@tanstack/react-query";

import { ApiError } from "@/lib/api-error";

/** What the server refused with 4xx it will refuse again; the rest may have been a moment's trouble. */
function worthRetrying(failures: number, error: Error): boolean {
  const refused = error instanceof ApiError && error.status >= 400 && error.status < 500;
  return !refused && failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 15_000, refetchOnWindowFocus: false },
    mutations: { retry: false, networkMode: "always" },
  },
});
