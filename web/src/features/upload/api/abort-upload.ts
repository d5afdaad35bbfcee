/** Throws away what was sent of a file. */
import { api, call } from "@/lib/api-client";
import { hasCode } from "@/lib/api-error";

/** One that is gone already is as good. Throws ApiError. */
export async function abortUpload(videoId: string): Promise<void> {
  const path = { video_id: videoId };
  try {
    await call(api.DELETE("/api/uploads/{video_id}", { params: { path } }));
  } catch (error) {
    if (!hasCode(error, "not_found")) throw error;
  }
}
