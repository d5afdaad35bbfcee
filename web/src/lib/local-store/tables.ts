/** The local store's tables: what this device writes down so that a later visit can go on with it. */
import type { DBSchema, IDBPDatabase } from "idb";

import type { FileHandle } from "@/lib/file-handle";

/** One upload as `POST /video/start` opened it. */
export interface UploadTarget {
  videoId: string;
  /** Works for this one upload, on both transports; empty where the browser's sign-in speaks for it. */
  token: string;
  wsUrl: string;
  chunkUrl: string;
  /** The largest frame the server takes, in bytes. */
  maxChunk: number;
}

/** A recording under way; its bytes that are not stored on the server yet stand in `chunks`. */
export interface KeptRecording {
  videoId: string;
  /** Whoever uses this browser next is somebody else's business. */
  userId: string;
  target: UploadTarget;
  mimeType: string;
  /** In ms since 1970. */
  startedAt: number;
  /** Length so far. */
  seconds: number;
  /** Bytes so far, with those the server has and this device has forgotten. */
  size: number;
  /** The person pressed stop: `size` is all there will be. */
  ended: boolean;
}

/** A file on its way. */
export interface KeptFile {
  videoId: string;
  userId: string;
  fileName: string;
  /** In bytes, as is `partSize`. */
  size: number;
  partSize: number;
  /** ms since 1970; null where another device chose the file, and only the server told of it. */
  lastModified: number | null;
  /** Bytes in storage when it was last looked at. */
  stored: number;
  paused: boolean;
  /** The file itself, where it is small enough to be kept. */
  copy: File | null;
  handle: FileHandle | null;
}

export interface Tables extends DBSchema {
  recordings: { key: string; value: KeptRecording };
  /** The key is the recording and the position of the first byte. Buffers: some browsers lose Blobs they were given. */
  chunks: { key: [videoId: string, start: number]; value: ArrayBuffer };
  uploads: { key: string; value: KeptFile };
}

export type LocalStore = IDBPDatabase<Tables>;
