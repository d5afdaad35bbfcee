/** My sessions, the newest first; asked again each second while one is being compiled or recorded. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";

import type { Session } from "../session";

const MOVING_MS = 1000;

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"] as const,
  queryFn: async ({ signal }) => (await call(api.GET("/api/sessions", { signal }))).sessions,
  refetchInterval: ({ state }) => (state.data?.some(isMoving) === true ? MOVING_MS : false),
});

function isMoving({ status }: Session): boolean {
  return status === "compiling" || status === "recording";
}
