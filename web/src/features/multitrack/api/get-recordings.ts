/** My multitrack recordings, the newest first; asked again each second while one is being compiled or recorded. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { MultitrackRecording } from "@/lib/api-types";

const MOVING_MS = 1000;

export const recordingsQuery = queryOptions({
  queryKey: ["multitrack"] as const,
  queryFn: async ({ signal }) => (await call(api.GET("/api/sessions", { signal }))).sessions,
  refetchInterval: ({ state }) => (state.data?.some(isMoving) === true ? MOVING_MS : false),
});

function isMoving({ status }: MultitrackRecording): boolean {
  return status === "compiling" || status === "recording";
}
