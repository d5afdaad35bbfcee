/** Takes a comment back. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { Annotation } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export function useDeleteAnnotation(videoId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      call(api.DELETE("/annotations/{annotation_id}", { params: { path: { annotation_id: id } } })),
    onSuccess: (_, id) => {
      client.setQueryData<Annotation[]>(queryKeys.annotations(videoId), (before) =>
        before?.filter((each) => each.id !== id),
      );
    },
  });
}
