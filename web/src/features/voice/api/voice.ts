/** The sound of a voice-over, and sending one. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { Annotation } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";
import { signInFetch } from "@/lib/sign-in-fetch";

import type { KeptVoice } from "../lib/kept-voices";

/** Asked again while it is made; `state` is what the list says of it, so that a new one is asked for. */
export function voiceQuery(annotationId: number, state: string | undefined) {
  return queryOptions({
    queryKey: queryKeys.voice(annotationId, state ?? ""),
    queryFn: ({ signal }) =>
      call(api.GET("/annotations/{annotation_id}/voice", { params: { path: { annotation_id: annotationId } }, signal })),
    refetchInterval: ({ state: { data } }) => (data?.state === "pending" ? 1500 : false),
    // Its addresses hold for hours.
    staleTime: 30 * 60_000,
  });
}

export interface Spoken {
  voice: KeptVoice;
  bytes: Blob;
  content: string;
}

export function useSendVoice(videoId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ voice, bytes, content }: Spoken) => send(voice, bytes, content),
    onSuccess: (created) => {
      client.setQueryData<Annotation[]>(queryKeys.annotations(videoId), (before) => {
        const others = (before ?? []).filter((each) => each.id !== created.id);
        return [...others, created].sort((a, b) => a.timestamp - b.timestamp || a.id - b.id);
      });
    },
  });
}

/** Throws ApiError. */
async function send(voice: KeptVoice, bytes: Blob, content: string): Promise<Annotation> {
  const form = new FormData();
  form.set("video_id", voice.videoId);
  form.set("timestamp", String(voice.timestamp));
  form.set("client_id", voice.clientId);
  form.set("data", JSON.stringify({ log: voice.log, strokes: voice.strokes }));
  if (content !== "") form.set("content", content);
  form.set("audio_file", bytes, voice.mimeType.includes("mp4") ? "voice.m4a" : "voice.webm");
  const request = new Request(new URL("/api/v1/annotations/voice-over", window.location.origin), { method: "POST", body: form });
  return call(
    signInFetch(request).then(async (response) => {
      const answer: unknown = await response.json().catch(() => undefined);
      return response.ok ? { data: answer as Annotation, response } : { error: answer, response };
    }),
  );
}
