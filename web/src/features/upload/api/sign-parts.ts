/** Addresses in S3 for some parts, each for one PUT. */
import { api, call } from "@/lib/api-client";
import type { PartUrls } from "@/lib/api-types";

/** At most 100 numbers, from 1. Throws ApiError. */
export function signParts(videoId: string, numbers: number[]): Promise<PartUrls> {
  const path = { video_id: videoId };
  return call(api.POST("/api/uploads/{video_id}/parts", { params: { path }, body: { numbers } }));
}
