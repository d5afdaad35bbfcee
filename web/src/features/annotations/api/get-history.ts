/** What somebody said before they changed it, the oldest first. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

/** `version` is the annotation's: another one has another past. */
export function historyQuery(videoId: string, id: number, version: number) {
  return queryOptions({
    queryKey: [...queryKeys.annotations(videoId), "history", id, version],
    queryFn: async ({ signal }) =>
      (await call(api.GET("/annotations/{annotation_id}/history", { params: { path: { annotation_id: id } }, signal }))).items,
  });
}
