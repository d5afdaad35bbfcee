/** What was found in a video that somebody may not want to show. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

/** While it is being covered it is asked for so often (milliseconds). */
const FOLLOWED_MS = 3000;

export function secretsQuery(videoId: string) {
  return queryOptions({
    queryKey: queryKeys.secrets(videoId),
    queryFn: ({ signal }) => call(api.GET("/video/{video_id}/secrets", { params: { path: { video_id: videoId } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? FOLLOWED_MS : false),
  });
}
