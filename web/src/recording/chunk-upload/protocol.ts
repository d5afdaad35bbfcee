/** The upload socket's messages and close codes, checked at the edge. */

import type { UploadFault } from "./types";

export type ServerMessage =
  | { type: "ready"; offset: number; stored: number; window: number; maxChunk: number | null; multitrackId: string | null }
  | { type: "ack"; offset: number }
  | { type: "stored"; offset: number }
  | { type: "pace"; chunkMs: number }
  | { type: "finished"; status: string; playbackUrl: string | null }
  | { type: "error"; code: string; message: string };

/**
 * What is said of a track's recorder, in seconds since 1970: when it was told to stop, and when each start of it was that
 * gave bytes, where there was more than one. Left out where it is of no use.
 */
export interface RecorderEnd {
  stopped_at?: number;
  take_starts?: number[];
}

export type ClientMessage = ({ type: "finish"; size: number } & RecorderEnd) | { type: "abort" };

export const CLOSE_GOING_AWAY = 1012;

/** Frames the server lets us have in flight when `ready` does not say. */
const DEFAULT_WINDOW = 4;

/** The server speaks something else than this protocol. */
export class ProtocolError extends Error {}

/** Null for a type this client does not know: a newer server may say more. Throws ProtocolError. */
export function parseServerMessage(text: string): ServerMessage | null {
  const message = parseObject(text);
  switch (message.type) {
    case "ready":
      return {
        type: "ready",
        offset: position(message, "offset"),
        stored: position(message, "stored"),
        window: positive(message.window) ?? DEFAULT_WINDOW,
        maxChunk: positive(message.max_chunk),
        multitrackId: textOrNull(message.session_id),
      };
    case "ack":
      return { type: "ack", offset: position(message, "offset") };
    case "stored":
      return { type: "stored", offset: position(message, "offset") };
    case "pace":
      return { type: "pace", chunkMs: seconds(message.chunk_seconds) * 1000 };
    case "finished":
      return {
        type: "finished",
        status: textOrNull(message.status) ?? "processing",
        playbackUrl: textOrNull(message.playback_url),
      };
    case "error":
      return {
        type: "error",
        code: textOrNull(message.code) ?? "unknown",
        message: textOrNull(message.message) ?? "",
      };
    default:
      return null;
  }
}

const CLOSE_FAULTS: Readonly<Record<number, UploadFault>> = {
  4401: { code: "not_authenticated", message: "The server no longer accepts this recording's key." },
  4403: { code: "not_yours", message: "This recording belongs to someone else." },
  4404: { code: "not_found", message: "The server does not know this recording." },
  4409: { code: "superseded", message: "Another window sends this recording now." },
  4413: { code: "recording_too_large", message: "The recording reached the largest size the server takes." },
  4415: { code: "not_a_recording", message: "What this browser records is nothing the server can read." },
};

const FATAL_CODES: ReadonlySet<string> = new Set([
  ...Object.values(CLOSE_FAULTS).map((fault) => fault.code),
  "aborted",
  "already_finished",
  "empty_recording",
  "quota_exceeded",
  "token_expired",
]);

const KEY_IS_OVER: ReadonlySet<string> = new Set(["not_authenticated", "token_expired"]);

/** Whether the upload's key is worth nothing any more: it ran out, or the sign-in ended that got it. */
export function saysKeyIsOver({ code }: { code: string }): boolean {
  return KEY_IS_OVER.has(code);
}

/** A fault a new connection cannot cure; null where trying again may help. */
export function faultOfClose(code: number, said: UploadFault | null): UploadFault | null {
  if (said !== null && FATAL_CODES.has(said.code)) return said;
  return CLOSE_FAULTS[code] ?? null;
}

/** The same for an error answer of the REST fallback. */
export function faultOfCode(fault: UploadFault): UploadFault | null {
  return FATAL_CODES.has(fault.code) ? fault : null;
}

/** Whether a fault says that the server has already closed the recording, which is news only before `finish`. */
export function saysEnded(fault: UploadFault): boolean {
  return fault.code === "already_finished" || fault.code === "not_found";
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProtocolError("The server sent a message that is not JSON.");
  }
  if (typeof value !== "object" || value === null) throw new ProtocolError("The server sent no JSON object.");
  return value as Record<string, unknown>;
}

function position(message: Record<string, unknown>, field: string): number {
  const value = message[field];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new ProtocolError(`${String(message.type)} has no usable ${field}.`);
  }
  return value;
}

function positive(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : null;
}

/** What is none says nothing. */
function seconds(value: unknown): number {
  return typeof value === "number" && value >= 0.2 && value <= 3600 ? value : 0;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
