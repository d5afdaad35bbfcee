/** Says something about a moment of a video, as whoever looks at it: one request, sent again under the same name. */
import { api, call } from "@/lib/api-client";
import type { Annotation } from "@/lib/api-types";

export const MAX_COMMENT_LENGTH = 5000;

export interface Said {
  videoId: string;
  /** Of a guest's link; null for somebody with an account. */
  linkToken: string | null;
  /** The sender's own: what is sent twice with it is said once. */
  clientId: string;
  /** Seconds. */
  timestamp: number;
  /** Seconds; of a drawing, until when it is shown. */
  end: number | null;
  /** Words; of a drawing there may be none. */
  content: string;
  /** As a guest calls themselves. */
  name: string;
  /** What it answers. */
  parentId: number | null;
  /** Of a drawing. */
  strokes: readonly unknown[] | null;
}

/** Throws ApiError. */
export function say(said: Said): Promise<Annotation> {
  return said.strokes === null ? comment(said) : draw(said, said.strokes);
}

function comment({ videoId, linkToken, clientId, timestamp, content, name, parentId }: Said): Promise<Annotation> {
  const body = { type: "comment" as const, timestamp, content, client_id: clientId, parent_id: parentId };
  return linkToken === null
    ? call(api.POST("/annotations/", { body: { ...body, video_id: videoId, mentions: [] } }))
    : call(api.POST("/api/links/{token}/annotations", { params: { path: { token: linkToken } }, body: { ...body, name } }));
}

function draw({ videoId, linkToken, clientId, timestamp, end, content, name }: Said, strokes: readonly unknown[]): Promise<Annotation> {
  const body = { timestamp, end, content: content === "" ? null : content, drawing_data: { strokes }, client_id: clientId };
  return linkToken === null
    ? call(api.POST("/api/v1/annotations/drawing", { body: { ...body, video_id: videoId } }))
    : call(api.POST("/api/links/{token}/annotations/drawing", { params: { path: { token: linkToken } }, body: { ...body, name } }));
}
