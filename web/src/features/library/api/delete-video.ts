/** Deletes a recording and everything made from it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";

import { removeFromLibrary } from "../library-cache";

export function useDeleteVideo(videoId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(api.DELETE("/video/{video_id}", { params: { path: { video_id: videoId } } })),
    onSuccess: () => removeFromLibrary(client, videoId),
  });
}
