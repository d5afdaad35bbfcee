/** All parts are there: the server puts them together and begins processing. Asking twice does nothing more. */
import { api, call } from "@/lib/api-client";

/** Throws ApiError. */
export async function completeUpload(videoId: string, parts: { number: number; etag: string }[]): Promise<void> {
  const path = { video_id: videoId };
  await call(api.POST("/api/uploads/{video_id}/complete", { params: { path }, body: { parts } }));
}
