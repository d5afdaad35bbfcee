/** Gives a recording another title. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

import { renameInLibrary } from "../library-cache";

export const MAX_TITLE_LENGTH = 200;

export function useRenameVideo(videoId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (title: string) =>
      call(api.PATCH("/video/{video_id}", { params: { path: { video_id: videoId } }, body: { title } })),
    onSuccess: (video) => {
      client.setQueryData(queryKeys.video(videoId), video);
      renameInLibrary(client, videoId, video.title);
    },
  });
}
