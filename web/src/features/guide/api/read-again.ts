/** Reads the screen again and writes the guide anew. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

export function useReadAgain(videoId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(api.POST("/ocr/process/{video_id}", { params: { path: { video_id: videoId } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.video(videoId) }),
  });
}
