/** The guide a recording wrote about itself. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

const LOOK_AGAIN_MS = 2000;

export function documentQuery(videoId: string) {
  return queryOptions({
    queryKey: queryKeys.document(videoId),
    queryFn: ({ signal }) =>
      call(api.GET("/video/{video_id}/document", { params: { path: { video_id: videoId } }, signal })),
    // A picture that an edit needs comes a little later.
    refetchInterval: ({ state }) => (state.data?.steps.some((step) => step.image_is_making) ? LOOK_AGAIN_MS : false),
  });
}
