/** The guide a recording wrote about itself. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function documentQuery(videoId: string) {
  return queryOptions({
    queryKey: queryKeys.document(videoId),
    queryFn: ({ signal }) =>
      call(api.GET("/video/{video_id}/document", { params: { path: { video_id: videoId } }, signal })),
  });
}
