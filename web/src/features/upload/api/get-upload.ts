/** What S3 already has of a file. */
import { api, call } from "@/lib/api-client";
import type { UploadState } from "@/lib/api-types";

/** Throws ApiError. */
export function getUpload(videoId: string, signal?: AbortSignal): Promise<UploadState> {
  const path = { video_id: videoId };
  return call(api.GET("/api/uploads/{video_id}", { params: { path }, ...(signal ? { signal } : {}) }));
}
