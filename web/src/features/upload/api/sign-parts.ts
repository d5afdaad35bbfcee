/** Addresses in S3 for some parts, each for one PUT. */
import { sessionJson } from "@/lib/session-json";

import type { SignedParts } from "./shapes";

/** At most 100 numbers, from 1. Throws ApiError. */
export function signParts(videoId: string, numbers: readonly number[]): Promise<SignedParts> {
  return sessionJson("POST", `/api/uploads/${videoId}/parts`, { body: { numbers } });
}
