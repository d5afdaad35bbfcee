/** Tells the server about a file; it says where its parts go, or why it takes none. */
import { api, call } from "@/lib/api-client";
import type { StartedUpload } from "@/lib/api-types";
import { withTimeZone } from "@/lib/time-zone";

/** Throws ApiError. */
export function beginUpload({ name, size, type }: File): Promise<StartedUpload> {
  const body = { file_name: name, size, ...(type === "" ? {} : { mime_type: type }) };
  return withTimeZone((zone) => call(api.POST("/api/uploads/", { body: { ...body, ...zone } })));
}
