/** Who may see a video: its links, and the people it was opened for. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function sharesQuery(videoId: string) {
  return queryOptions({
    queryKey: queryKeys.shares(videoId),
    queryFn: ({ signal }) => call(api.GET("/video/{video_id}/shares", { params: { path: { video_id: videoId } }, signal })),
  });
}

export function peopleQuery(videoId: string) {
  return queryOptions({
    queryKey: queryKeys.people(videoId),
    queryFn: ({ signal }) => call(api.GET("/video/{video_id}/people", { params: { path: { video_id: videoId } }, signal })),
  });
}
