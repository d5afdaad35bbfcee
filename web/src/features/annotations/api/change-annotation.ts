/** Changes to what was said: other words, an end of the thread, an emoji, an answer. Each brings it as it is now. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { Annotation } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

/** Who asks: `linkToken` is that of a guest's link, null for somebody with an account. */
export interface Asking {
  videoId: string;
  linkToken: string | null;
}

export function useEdit({ videoId }: Asking) {
  return useChange(videoId, ({ id, content }: { id: number; content: string }) =>
    call(api.PATCH("/annotations/{annotation_id}", { params: { path: { annotation_id: id } }, body: { content } })),
  );
}

export function useResolve({ videoId }: Asking) {
  return useChange(videoId, ({ id, resolved }: { id: number; resolved: boolean }) => {
    const params = { path: { annotation_id: id } };
    return resolved
      ? call(api.POST("/annotations/{annotation_id}/resolve", { params }))
      : call(api.DELETE("/annotations/{annotation_id}/resolve", { params }));
  });
}

export function useReact({ videoId, linkToken }: Asking) {
  return useChange(videoId, ({ id, emoji, on }: { id: number; emoji: string; on: boolean }) => {
    const path = { annotation_id: id, emoji };
    if (linkToken !== null) {
      const params = { path: { ...path, token: linkToken } };
      return on
        ? call(api.PUT("/api/links/{token}/annotations/{annotation_id}/reactions/{emoji}", { params }))
        : call(api.DELETE("/api/links/{token}/annotations/{annotation_id}/reactions/{emoji}", { params }));
    }
    return on
      ? call(api.PUT("/annotations/{annotation_id}/reactions/{emoji}", { params: { path } }))
      : call(api.DELETE("/annotations/{annotation_id}/reactions/{emoji}", { params: { path } }));
  });
}

export interface Reply {
  /** What it answers. */
  to: Annotation;
  content: string;
  /** As a guest calls themselves. */
  name: string;
  /** The sender's own: what is sent twice with it is said once. */
  clientId: string;
}

export function useReply({ videoId, linkToken }: Asking) {
  return useChange(videoId, ({ to, content, name, clientId }: Reply) => {
    const said = { type: "comment" as const, timestamp: to.timestamp, content, parent_id: to.id, client_id: clientId };
    return linkToken === null
      ? call(api.POST("/annotations/", { body: { ...said, video_id: videoId, mentions: [] } }))
      : call(api.POST("/api/links/{token}/annotations", { params: { path: { token: linkToken } }, body: { ...said, name } }));
  });
}

function useChange<Wanted>(videoId: string, ask: (wanted: Wanted) => Promise<Annotation>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: (now: Annotation) => {
      client.setQueryData<Annotation[]>(queryKeys.annotations(videoId), (before) => {
        const others = (before ?? []).filter((each) => each.id !== now.id);
        return [...others, now].sort((a, b) => a.timestamp - b.timestamp || a.id - b.id);
      });
    },
  });
}
