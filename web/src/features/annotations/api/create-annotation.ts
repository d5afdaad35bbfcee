/** Says something about a moment of a video. */
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { Annotation } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export const MAX_COMMENT_LENGTH = 5000;

export interface NewComment {
  /** Seconds. */
  timestamp: number;
  content: string;
}

export interface GuestComment extends NewComment {
  /** As they call themselves. */
  name: string;
}

/** `onSent` runs also when the page that wrote it has been left. */
export function useCreateAnnotation(videoId: string, onSent: () => void) {
  const ask = ({ timestamp, content }: NewComment) =>
    call(api.POST("/annotations/", { body: { video_id: videoId, timestamp, content, type: "comment" } }));
  return useCreation(videoId, ask, onSent);
}

/** The same by a link, without an account. */
export function useCreateGuestAnnotation(linkToken: string, videoId: string, onSent: () => void) {
  const ask = (body: GuestComment) =>
    call(api.POST("/api/links/{token}/annotations", { params: { path: { token: linkToken } }, body }));
  return useCreation(videoId, ask, onSent);
}

export interface NewDrawing {
  /** Seconds. */
  timestamp: number;
  end: number;
  /** Words, or none. */
  content: string;
  /** As a guest calls themselves. */
  name: string;
  strokes: readonly unknown[];
  /** The sender's own: what is sent twice with it is one drawing. */
  clientId: string;
}

/** Keeps a drawing; `linkToken` is that of a guest's link, null for somebody with an account. */
export function useCreateDrawing(videoId: string, linkToken: string | null) {
  const ask = ({ timestamp, end, content, name, strokes, clientId }: NewDrawing) => {
    const drawn = { type: "drawing" as const, timestamp, end, content: content === "" ? null : content, data: { strokes }, client_id: clientId };
    return linkToken === null
      ? call(api.POST("/annotations/", { body: { ...drawn, video_id: videoId, mentions: [] } }))
      : call(api.POST("/api/links/{token}/annotations", { params: { path: { token: linkToken } }, body: { ...drawn, name } }));
  };
  return useCreation(videoId, ask, () => undefined);
}

function useCreation<Wanted>(videoId: string, ask: (wanted: Wanted) => Promise<Annotation>, onSent: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: (created: Annotation) => {
      onSent();
      client.setQueryData<Annotation[]>(queryKeys.annotations(videoId), (before) => insert(before ?? [], created));
    },
  });
}

/** By moment, and once only: the event stream may have brought it already. */
function insert(list: Annotation[], created: Annotation): Annotation[] {
  const others = list.filter((each) => each.id !== created.id);
  return [...others, created].sort((a, b) => a.timestamp - b.timestamp || a.id - b.id);
}
