/** Puts a recording into the trash, or deletes it with everything made from it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";

import { askTrashAgain, removeFromLibrary } from "../library-cache";

export function useDeleteVideo(videoId: string, forever = false) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      call(
        api.DELETE("/video/{video_id}", {
          params: { path: { video_id: videoId }, query: forever ? { forever } : {} },
        }),
      ),
    onSuccess: () => {
      removeFromLibrary(client, videoId);
      return askTrashAgain(client);
    },
  });
}
