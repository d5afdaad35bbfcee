/** My files that are not whole yet, whichever device began them. */
import { sessionJson } from "@/lib/session-json";

import type { UnfinishedUpload } from "./shapes";

/** Throws ApiError. */
export async function listUploads(): Promise<UnfinishedUpload[]> {
  const { items } = await sessionJson<{ items: UnfinishedUpload[] }>("GET", "/api/uploads/");
  return items;
}
