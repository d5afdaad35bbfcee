/** What the upload endpoints say. */

export interface BegunUpload {
  video_id: string;
  /** Bytes of every part but the last. */
  part_size: number;
  parts: number;
  expires_at: string;
}

export interface SignedParts {
  urls: { number: number; url: string }[];
  expires_at: string;
}

export interface StoredPart {
  number: number;
  size: number;
  etag: string;
}

export interface UploadState {
  video_id: string;
  file_name: string;
  size: number;
  part_size: number;
  state: string;
  /** What S3 holds. */
  parts: StoredPart[];
}

export interface UnfinishedUpload {
  video_id: string;
  file_name: string;
  size: number;
  part_size: number;
  state: string;
  /** Bytes in storage. */
  stored: number;
  created_at: string;
}
