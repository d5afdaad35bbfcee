/** Deletes a recording: its tracks and its film. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

import { recordingsQuery } from "./get-recordings";

export function useDeleteRecording(multitrackId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(api.DELETE("/api/sessions/{session_id}", { params: { path: { session_id: multitrackId } } })),
    onSuccess: () => {
      client.setQueryData(recordingsQuery.queryKey, (recordings) => recordings?.filter((each) => each.session_id !== multitrackId));
      void client.invalidateQueries({ queryKey: queryKeys.library });
    },
  });
}
