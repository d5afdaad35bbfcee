/** What stopped an upload: something that passes by itself, or something a person has to know. */
import { ApiError, describeError } from "@/lib/api-error";
import { errorName } from "@/lib/error-name";
import { formatBytes } from "@/lib/format";

import type { Problem } from "./file-check";

/** What a failed request looks like in Uppy. */
interface WithSource {
  source: { status?: number };
}

const WORDS: Readonly<Record<string, string>> = {
  unsupported_media: "This is no video file.",
  not_a_video: "This is no video file.",
  quota_exceeded: "Your storage is full. Delete something in the library, then try again.",
  not_authenticated: "You are logged out. Log in again, then try again.",
};

/** Their cause may be gone at the next try. */
const WORTH_ANOTHER = ["quota_exceeded", "not_authenticated", "token_expired", "csrf_failed"];
/** The server threw away what it had: only beginning anew helps. */
const GONE = ["not_found", "aborted", "upload_expired", "no_such_upload"];

const PASSING = [408, 425, 429];

/** Null for trouble that passes: no network, a server that is ill or asks for patience. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof ApiError) return problemOfApi(error);
  if (isUnreadable(error)) {
    return { code: "unreadable", text: "The file cannot be read any more. Was it moved or changed?", retry: false };
  }
  if (statusOf(error) === 404) return gone();
  return null;
}

export function anotherFile(name: string): Problem {
  return { code: "another_file", text: `That is another file than the ${name} that was begun.`, retry: false };
}

/** Whether what was sent so far is lost. */
export function isGone(problem: Problem): boolean {
  return problem.code === "gone";
}

function problemOfApi(error: ApiError): Problem | null {
  if (error.status === 0 || error.status >= 500 || PASSING.includes(error.status)) return null;
  // Storage lacks a part after all: going on sends it.
  if (error.code === "incomplete") return null;
  if (GONE.includes(error.code)) return gone();
  const text = WORDS[error.code] ?? (error.code === "recording_too_large" ? tooLarge(error) : describeError(error));
  return { code: error.code, text, retry: WORTH_ANOTHER.includes(error.code) };
}

/** The server says the limit in bytes. */
function tooLarge({ message }: ApiError): string {
  const limit = /\d{6,}/.exec(message)?.[0];
  return limit === undefined ? "This file is too large." : `This file is too large: ${formatBytes(Number(limit))} at most.`;
}

function gone(): Problem {
  return { code: "gone", text: "The server no longer holds the part that was sent. Send it again from the start.", retry: true };
}

function isUnreadable(error: unknown): boolean {
  return ["NotReadableError", "NotFoundError"].includes(errorName(error));
}

function statusOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("source" in error)) return null;
  return (error as WithSource).source.status ?? null;
}
