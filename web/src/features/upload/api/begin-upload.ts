/** Tells the server about a file; it says where its parts go, or why it takes none. */
import { sessionJson } from "@/lib/session-json";

import type { BegunUpload } from "./shapes";

/** Throws ApiError. */
export function beginUpload(file: File): Promise<BegunUpload> {
  const body = { file_name: file.name, size: file.size, ...(file.type === "" ? {} : { mime_type: file.type }) };
  return sessionJson("POST", "/api/uploads/", { body });
}
