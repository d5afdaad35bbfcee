/** Says what becomes of several findings at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { Decision } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

interface Decided {
  ids: string[];
  decision: Decision;
}

export function useDecide(videoId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Decided) => call(api.POST("/video/{video_id}/secrets", { params: { path: { video_id: videoId } }, body })),
    onSuccess: (found) => {
      client.setQueryData(queryKeys.secrets(videoId), found);
      return client.invalidateQueries({ queryKey: queryKeys.video(videoId) });
    },
  });
}
