/** Puts a recording back from the trash. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function useRestoreVideo(videoId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(api.POST("/video/{video_id}/restore", { params: { path: { video_id: videoId } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.library }),
  });
}
