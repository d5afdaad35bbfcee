/** Tells the server about a file; it says where its parts go, or why it takes none. */
import { api, call } from "@/lib/api-client";
import type { StartedUpload } from "@/lib/api-types";

/** Throws ApiError. */
export function beginUpload({ name, size, type }: File): Promise<StartedUpload> {
  return call(api.POST("/api/uploads/", { body: { file_name: name, size, ...(type === "" ? {} : { mime_type: type }) } }));
}
