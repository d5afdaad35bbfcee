/** Deletes a session: its tracks and its film. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { queryKeys } from "@/lib/query-keys";
import { sessionJson } from "@/lib/session-json";

import { sessionsQuery } from "./get-sessions";

export function useDeleteSession(sessionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => deleteSession(sessionId),
    onSuccess: () => {
      client.setQueryData(sessionsQuery.queryKey, (sessions) => sessions?.filter((each) => each.session_id !== sessionId));
      void client.invalidateQueries({ queryKey: queryKeys.library });
    },
  });
}

/** Throws ApiError. */
export async function deleteSession(sessionId: string): Promise<void> {
  await sessionJson("DELETE", `/api/sessions/${sessionId}`);
}
