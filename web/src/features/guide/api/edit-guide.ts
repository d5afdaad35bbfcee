/** Changes a guide, undoes, goes back; and what there is to choose from. */
import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { hasCode } from "@/lib/api-error";
import type { EditableGuide, GuideOperation } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

/** While a picture is made it is asked for again. */
const LOOK_AGAIN_MS = 1500;

export function editableQuery(videoId: string) {
  return queryOptions({
    queryKey: queryKeys.editable(videoId),
    queryFn: ({ signal }) =>
      call(api.GET("/video/{video_id}/document/edits", { params: { path: { video_id: videoId } }, signal })),
    refetchInterval: ({ state }) => (state.data?.steps.some((step) => step.image_is_making) ? LOOK_AGAIN_MS : false),
  });
}

export function historyQuery(videoId: string) {
  return queryOptions({
    queryKey: queryKeys.guideHistory(videoId),
    queryFn: ({ signal }) =>
      call(api.GET("/video/{video_id}/document/history", { params: { path: { video_id: videoId } }, signal })),
  });
}

export function framesQuery(videoId: string) {
  return queryOptions({
    queryKey: queryKeys.frames(videoId),
    queryFn: ({ signal }) =>
      call(api.GET("/video/{video_id}/document/frames", { params: { path: { video_id: videoId } }, signal })),
    staleTime: 5 * 60_000,
  });
}

/** One change: operations, or a version to take back alone (`only`) or to go back to. */
export type Change = { operations: GuideOperation[] } | { version: number; only: boolean };

/** Somebody who came by a link, and what they say they are called. */
export interface EditingGuest {
  linkToken: string;
  name: string;
}

function send(videoId: string, base: number, change: Change, guest: EditingGuest | null): Promise<EditableGuide> {
  if (guest !== null) return sendAsGuest(guest, base, change);
  const params = { path: { video_id: videoId } };
  if ("operations" in change) {
    const { operations } = change;
    return call(api.POST("/video/{video_id}/document/edits", { params, body: { base_version: base, operations } }));
  }
  return call(api.POST("/video/{video_id}/document/revert", { params, body: { base_version: base, ...change } }));
}

function sendAsGuest({ linkToken, name }: EditingGuest, base: number, change: Change): Promise<EditableGuide> {
  const params = { path: { token: linkToken } };
  const body = { base_version: base, ...(name === "" ? {} : { name }) };
  if ("operations" in change) {
    const { operations } = change;
    return call(api.POST("/api/links/{token}/document/edits", { params, body: { ...body, operations } }));
  }
  return call(api.POST("/api/links/{token}/document/revert", { params, body: { ...body, ...change } }));
}

/** Changes of one guide go one after another, each on the version that the one before has made. */
export function useChangeGuide(videoId: string, guest: EditingGuest | null) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `guide ${videoId}` },
    mutationFn: async (change: Change) => {
      const base = versionOf(client, videoId);
      const guide = await send(videoId, base, change, guest);
      // What changed nothing made no version.
      return { guide, made: guide.version === base ? null : guide.version };
    },
    onSuccess: ({ guide }) => {
      client.setQueryData(queryKeys.editable(videoId), guide);
      void client.invalidateQueries({ queryKey: queryKeys.document(videoId) });
      void client.invalidateQueries({ queryKey: queryKeys.guideHistory(videoId) });
    },
    onError: async (error) => {
      if (hasCode(error, "guide_changed", "no_such_step")) {
        await client.invalidateQueries({ queryKey: queryKeys.editable(videoId) });
      }
    },
  });
}

function versionOf(client: QueryClient, videoId: string): number {
  return client.getQueryData<EditableGuide>(queryKeys.editable(videoId))?.version ?? 0;
}
