/** My files that are not whole yet, whichever device began them. */
import { api, call } from "@/lib/api-client";
import type { UnfinishedUpload } from "@/lib/api-types";

/** Throws ApiError. */
export async function listUploads(): Promise<UnfinishedUpload[]> {
  return (await call(api.GET("/api/uploads/"))).items;
}
