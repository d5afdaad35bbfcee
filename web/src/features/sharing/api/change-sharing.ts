/** Opens a video for others, and closes it again. Each answer is followed by a look at what holds now. */
import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { NewShare, Right, ShareChange, Visibility } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

/** A mutation of one video's sharing: whatever it was, links, people and the video are asked for again. */
function useSharing<Data, Wanted>(videoId: string, ask: (wanted: Wanted) => Promise<Data>): UseMutationResult<Data, Error, Wanted> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSettled: () =>
      Promise.all(
        [queryKeys.shares(videoId), queryKeys.people(videoId), queryKeys.video(videoId)].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

export function useMakeLink(videoId: string) {
  return useSharing(videoId, (body: NewShare) =>
    call(api.POST("/video/{video_id}/shares", { params: { path: { video_id: videoId } }, body })),
  );
}

export function useChangeLink(videoId: string, shareId: string) {
  return useSharing(videoId, (body: ShareChange) =>
    call(api.PATCH("/video/{video_id}/shares/{share_id}", { params: { path: { video_id: videoId, share_id: shareId } }, body })),
  );
}

export function useEndLink(videoId: string) {
  return useSharing(videoId, (shareId: string) =>
    call(api.DELETE("/video/{video_id}/shares/{share_id}", { params: { path: { video_id: videoId, share_id: shareId } } })),
  );
}

export interface Invited {
  email: string;
  right: Right;
}

/** Again for the same address, it changes the right. */
export function useName(videoId: string) {
  return useSharing(videoId, (body: Invited) =>
    call(api.POST("/video/{video_id}/people", { params: { path: { video_id: videoId } }, body })),
  );
}

export function useUnname(videoId: string) {
  return useSharing(videoId, (id: string) =>
    call(api.DELETE("/video/{video_id}/people/{user_id}", { params: { path: { video_id: videoId, user_id: id } } })),
  );
}

export function useOpenFor(videoId: string) {
  return useSharing(videoId, (visibility: Visibility) =>
    call(api.PATCH("/video/{video_id}", { params: { path: { video_id: videoId } }, body: { visibility } })),
  );
}
