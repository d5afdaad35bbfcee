/** Throws away what was sent of a file. */
import { hasCode } from "@/lib/api-error";
import { sessionJson } from "@/lib/session-json";

/** One that is gone already is as good. Throws ApiError. */
export async function abortUpload(videoId: string): Promise<void> {
  try {
    await sessionJson("DELETE", `/api/uploads/${videoId}`);
  } catch (error) {
    if (!hasCode(error, "not_found")) throw error;
  }
}
