/** What S3 already has of a file. */
import { sessionJson } from "@/lib/session-json";

import type { UploadState } from "./shapes";

/** Throws ApiError. */
export function getUpload(videoId: string, signal?: AbortSignal): Promise<UploadState> {
  return sessionJson("GET", `/api/uploads/${videoId}`, { signal });
}
