/** What one takes along, and the end of one's account. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { AccountExport } from "@/lib/api-types";

const KEY = ["account-export"] as const;
/** How often a page that is open asks how far the packing is. */
const ASK_MS = 2000;

export function isUnderWay(found: AccountExport | undefined): boolean {
  return found?.state === "pending" || found?.state === "running";
}

export const exportQuery = queryOptions({
  queryKey: KEY,
  queryFn: ({ signal }) => call(api.GET("/account/export", { signal })),
  refetchInterval: (query) => (isUnderWay(query.state.data) ? ASK_MS : false),
});

export function useAskForExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(api.POST("/account/export")),
    // Somebody who was refused may have asked in another window.
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useCloseAccount() {
  return useMutation({
    mutationFn: (password: string) => call(api.POST("/account/closing", { body: { password } })),
  });
}
