/** Starts failed stages of a recording again; those that depend on them follow by themselves. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function useRetryStages(videoId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (names: readonly string[]) => {
      for (const name of names) {
        const path = { video_id: videoId, name };
        await call(api.POST("/video/{video_id}/stages/{name}/retry", { params: { path } }));
      }
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.video(videoId) }),
        client.invalidateQueries({ queryKey: queryKeys.document(videoId) }),
        client.invalidateQueries({ queryKey: queryKeys.library }),
      ]),
  });
}
