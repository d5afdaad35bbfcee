/** Changes to what was said: other words, an end of the thread, an emoji, an answer. Each brings it as it is now. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { Annotation } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

import { merged } from "../merge";

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

/** When it is shown; only where it still is as it was looked at. Seconds. */
export function useMove({ videoId }: Pick<Asking, "videoId">) {
  return useChange(videoId, ({ id, version, timestamp, end }: { id: number; version: number; timestamp: number; end: number }) =>
    call(
      api.PATCH("/annotations/{annotation_id}", {
        params: { path: { annotation_id: id } },
        headers: { "If-Match": String(version) },
        body: { timestamp, end },
      }),
    ),
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

function useChange<Wanted>(videoId: string, ask: (wanted: Wanted) => Promise<Annotation>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: (now: Annotation) => {
      client.setQueryData<Annotation[]>(queryKeys.annotations(videoId), (before) => merged(before ?? [], [now]));
    },
  });
}
