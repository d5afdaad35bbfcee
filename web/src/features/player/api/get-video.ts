/** One video with everything needed to play it. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function videoQuery(videoId: string) {
  return queryOptions({
    queryKey: queryKeys.video(videoId),
    queryFn: ({ signal }) => call(api.GET("/video/{video_id}", { params: { path: { video_id: videoId } }, signal })),
    // Its events keep it fresh; asking again would only sign new URLs.
    staleTime: Infinity,
  });
}
