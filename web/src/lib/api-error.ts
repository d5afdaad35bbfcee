/** A refused or failed request: the server's stable code, or one of ours for what never reached it. */
import { commonWords } from "@/words/common";
import { errorWords } from "@/words/errors";

export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** The server's code (`bad_credentials`, `not_found`, …), `network` or `bad_answer`. */
    readonly code: string,
    message: string,
    /** The HTTP status; 0 when no answer came. */
    readonly status: number,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Reads `{"error":{"code","message","details"?}}`; anything else (a proxy's page) gets a code of ours. */
export function toApiError(status: number, body: unknown): ApiError {
  const error = isRecord(body) && isRecord(body.error) ? body.error : null;
  if (error && typeof error.code === "string") {
    const message = typeof error.message === "string" ? error.message : error.code;
    return new ApiError(error.code, message, status, isRecord(error.details) ? error.details : {});
  }
  return new ApiError("bad_answer", errorWords.withoutReason(status), status);
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof ApiError && codes.includes(error.code);
}

/** What the server says of each field that it refused, by the field's name; empty where it refused none. */
export function fieldProblems(error: ApiError): Partial<Record<string, string>> {
  const places = isRecord(error.details.fields) ? Object.values(error.details.fields) : [error.details];
  const said: Partial<Record<string, string>> = {};
  for (const place of places.filter(isRecord)) {
    for (const [field, words] of Object.entries(place)) {
      const first: unknown = Array.isArray(words) ? words[0] : null;
      if (typeof first === "string") said[field] ??= errorWords.ofField(first);
    }
  }
  return said;
}

/** One sentence for a person: what went wrong, in words that need no knowledge of HTTP. */
export function describeError(error: unknown): string {
  if (!(error instanceof ApiError)) return errorWords.onThisPage;
  if (error.code === "network") {
    return navigator.onLine ? errorWords.noAnswer : errorWords.offline;
  }
  if (error.code === "rate_limited") return errorWords.tooManyTries;
  if (error.status >= 500) return errorWords.serverIll;
  if (error.code === "invalid_request" || error.code === "invalid_form") {
    return Object.values(fieldProblems(error))[0] ?? errorWords.notUnderstood;
  }
  return errorWords.ofServer(error.code, error.message);
}

/** A fault of a video, a stage or a track in the page's language; where there is none, that no reason is known. */
export function describeFault(fault: { code: string; message: string } | null | undefined): string {
  return fault ? errorWords.ofServer(fault.code, fault.message) : commonWords.noReason;
}
