/** What gets a file's bytes to storage, as the rest of the feature sees it. */

export interface SendTarget {
  videoId: string;
  /** Bytes of every part but the last. */
  partSize: number;
}

export interface SendEvents {
  /** Bytes that left this device, parts under way included. */
  sent(bytes: number): void;
  /** Bytes in whole parts, which no reload takes away. */
  stored(bytes: number): void;
  /** Everything is there; the server is putting it together. */
  finishing(): void;
  finished(): void;
  /** It stopped; `start` goes on at the first missing part. */
  failed(error: unknown): void;
}

/** One file being sent. */
export interface Sending {
  pause(): void;
  resume(): void;
  /** Stops for good; no event follows. What is stored stays. */
  drop(): void;
}

export interface Sender {
  /** Sends what storage does not have yet. */
  start(file: File, target: SendTarget, events: SendEvents): Sending;
}
