/** What the upload speaks about: where it goes, how it stands, what can end it, and what it is given to work with. */

import type { UploadTarget } from "@/lib/local-store/tables";

export type { UploadTarget };

export type UploadPhase =
  | "idle"
  | "connecting"
  | "sending"
  /** The connection is gone; bytes collect on this device until the next attempt. */
  | "waiting"
  | "finishing"
  | "finished"
  | "aborted"
  | "failed";

export type TransportName = "socket" | "rest";

/** A fault no new connection will cure. */
export interface UploadFault {
  code: string;
  message: string;
}

/** All positions are bytes from the start of the recording. */
export interface UploadState {
  phase: UploadPhase;
  /** Handed to the connection. */
  sentBytes: number;
  /** Spooled by the server. */
  ackedBytes: number;
  /** In S3: this device has forgotten them. */
  storedBytes: number;
  /** Only on this device: recorded, not acknowledged. */
  queuedBytes: number;
  transport: TransportName | null;
  /** A connection was lost, or did not come about, and none has worked since. */
  isCut: boolean;
  /** It waits for its owner to sign in again. */
  signedOut: boolean;
  /** How long chunks should be just now, in ms, because somebody watches; null where nobody said. */
  chunkMs: number | null;
  error: UploadFault | null;
}

export const NOTHING_SENT: UploadState = {
  phase: "idle",
  sentBytes: 0,
  ackedBytes: 0,
  storedBytes: 0,
  queuedBytes: 0,
  transport: null,
  isCut: false,
  signedOut: false,
  chunkMs: null,
  error: null,
};

export interface FinishedUpload {
  status: string;
  playbackUrl: string | null;
}

export class UploadError extends Error {
  readonly code: string;

  constructor(fault: UploadFault) {
    super(fault.message);
    this.name = "UploadError";
    this.code = fault.code;
  }
}

export interface SocketListener {
  message(text: string): void;
  /** Called once, with the close code; nothing follows it. */
  closed(code: number): void;
}

export interface Socket {
  /** Bytes given to `send` that have not left this device. */
  readonly bufferedAmount: number;
  send(data: string | Blob): void;
  close(): void;
}

export type OpenSocket = (url: string, listener: SocketListener) => Socket;

/** Stops a timer; harmless when it has run. */
export type Cancel = () => void;

export interface Clock {
  after(milliseconds: number, run: () => void): Cancel;
}

/** What `GET /video/{id}` says about the recording's end. */
export interface VideoOutcome {
  status: string;
  playbackUrl: string | null;
}

/** The account whose recording it is. It speaks where the upload's own key is worth nothing any more. */
export interface AccountWay {
  /** Whether it is signed in here, now. Rejects where nobody can tell. */
  isSignedIn(): Promise<boolean>;
  /** Where its cookies go to. */
  target(target: UploadTarget): UploadTarget;
  fetch: typeof fetch;
}

export interface UploadDeps {
  openSocket: OpenSocket;
  fetch: typeof fetch;
  clock: Clock;
  /** 0 ≤ n < 1, for jitter. */
  random: () => number;
  readVideo: (videoId: string) => Promise<VideoOutcome>;
  /** Without it, an upload whose key is over has failed. */
  account?: AccountWay;
  /** There are no requests to fall back on: sockets only, however often they fail. */
  socketOnly?: boolean;
  /** The server named the multitrack recording this connection belongs to. */
  joined?: (multitrackId: string) => void;
}
