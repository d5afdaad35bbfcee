/** All parts are there: the server puts them together, looks at the file and begins processing. */
import { sessionJson } from "@/lib/session-json";

import type { StoredPart } from "./shapes";

/** Throws ApiError. */
export async function completeUpload(videoId: string, parts: readonly Pick<StoredPart, "number" | "etag">[]): Promise<void> {
  await sessionJson("POST", `/api/uploads/${videoId}/complete`, { body: { parts } });
}
