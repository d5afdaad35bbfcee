/** The text that was on screen, by the moment it appeared. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function textsQuery(videoId: string) {
  return queryOptions({
    queryKey: queryKeys.texts(videoId),
    queryFn: async ({ signal }) => {
      const texts = await call(
        api.GET("/video/{video_id}/texts", { params: { path: { video_id: videoId } }, signal }),
      );
      return texts.items;
    },
  });
}
