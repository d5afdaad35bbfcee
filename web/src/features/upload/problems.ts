/** What stopped an upload: something that passes by itself, or something a person has to know. */
import { ApiError, describeError } from "@/lib/api-error";
import { errorName } from "@/lib/error-name";
import { formatBytes } from "@/lib/format";
import { uploadWords } from "@/words/upload";

import type { Problem } from "./file-check";

/** What a failed request looks like in Uppy. */
interface WithSource {
  source: { status?: number };
}

function wordsFor(error: ApiError): string {
  switch (error.code) {
    case "unsupported_media":
    case "not_a_video":
      return uploadWords.noVideo;
    case "quota_exceeded":
      return uploadWords.storageFull;
    case "not_authenticated":
      return uploadWords.loggedOut;
    case "recording_too_large":
      return tooLarge(error);
    default:
      return describeError(error);
  }
}

/** Their cause may be gone at the next try. */
const WORTH_ANOTHER = ["quota_exceeded", "not_authenticated", "token_expired", "csrf_failed"];
/** The server threw away what it had: only beginning anew helps. */
const GONE = ["not_found", "aborted", "upload_expired", "no_such_upload"];

const PASSING = [408, 425, 429];

/** Null for trouble that passes: no network, a server that is ill or asks for patience. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof ApiError) return problemOfApi(error);
  if (isUnreadable(error)) {
    return { code: "unreadable", text: uploadWords.unreadable, retry: false };
  }
  if (statusOf(error) === 404) return gone();
  return null;
}

export function anotherFile(name: string): Problem {
  return { code: "another_file", text: uploadWords.anotherFile(name), retry: false };
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
  return { code: error.code, text: wordsFor(error), retry: WORTH_ANOTHER.includes(error.code) };
}

/** The server says the limit in bytes. */
function tooLarge({ message }: ApiError): string {
  const limit = /\d{6,}/.exec(message)?.[0];
  return limit === undefined ? uploadWords.tooLarge : uploadWords.tooLargeAtMost(formatBytes(Number(limit)));
}

function gone(): Problem {
  return { code: "gone", text: uploadWords.goneThere, retry: true };
}

function isUnreadable(error: unknown): boolean {
  return ["NotReadableError", "NotFoundError"].includes(errorName(error));
}

function statusOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("source" in error)) return null;
  return (error as WithSource).source.status ?? null;
}
