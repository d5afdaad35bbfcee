/** A link as whoever has it opens it. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { LinkedVideo } from "@/lib/api-types";
import { actAsGuest, dropGuestToken, findGuestToken, keepGuestToken } from "@/lib/guest-access";
import { queryKeys } from "@/lib/query-keys";
import { renewSignIn } from "@/lib/sign-in-fetch";

/**
 * 1. Whoever has opened it before in this tab comes with the same guest token, and is no second view.
 * 2. Anybody else comes as they are signed in: who may see the video anyhow is no guest.
 * 3. From a guest's answer on, all that the page asks for is asked with the token it holds.
 */
async function open(token: string, signal: AbortSignal): Promise<LinkedVideo> {
  const kept = findGuestToken(token);
  actAsGuest(kept);
  if (kept === null) await renewSignIn();
  const video = await call(api.GET("/api/links/{token}", { params: { path: { token } }, signal })).catch((error: unknown) => {
    if (kept !== null) dropGuestToken(token);
    actAsGuest(null);
    throw error;
  });
  if (video.guest_token !== null) keepGuestToken(token, video.guest_token);
  actAsGuest(video.guest_token);
  return video;
}

export function linkQuery(token: string) {
  return queryOptions({
    queryKey: queryKeys.link(token),
    queryFn: ({ signal }) => open(token, signal),
    // Its events keep the video fresh; opening it again would only sign new addresses.
    staleTime: Infinity,
    retry: false,
  });
}

export interface Key {
  password?: string;
  email?: string;
}

/** Says the password, or who one is; then the link is opened again. */
export function useUnlock(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Key) => call(api.POST("/api/links/{token}/unlock", { params: { path: { token } }, body })),
    onSuccess: ({ guest_token }) => {
      keepGuestToken(token, guest_token);
      return client.invalidateQueries({ queryKey: queryKeys.link(token) });
    },
  });
}
