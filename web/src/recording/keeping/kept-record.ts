/** What this device writes down about a recording, so that a later visit can go on with it. */

import type { UploadTarget } from "../chunk-upload/types";
import type { Source } from "../lifecycle/state";

export interface KeptRecord {
  videoId: string;
  /** Whoever uses this browser next is somebody else's business. */
  userId: string;
  target: UploadTarget;
  mimeType: string;
  title: string | null;
  /** In ms since 1970. */
  startedAt: number;
  sources: readonly Source[];
  /** Length so far. */
  seconds: number;
  /** Bytes so far, with those the server has and this device has forgotten. */
  size: number;
  /** The person pressed stop: `size` is all there will be. */
  ended: boolean;
}
