/** The typed API client and `call`, which turns its answers into data or a thrown ApiError. */
import createClient from "openapi-fetch";

import { errorWords } from "@/words/errors";

import { ApiError, toApiError } from "./api-error";
import type { paths } from "./api-schema";
import { signInFetch } from "./sign-in-fetch";

export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: signInFetch });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * Awaits one request of `api`.
 *
 * Throws ApiError: the server's code, or `network` when no answer came. A cancelled request
 * throws its AbortError as it is.
 */
export async function call<T>(pending: Promise<Answer<T>>): Promise<T> {
  const answer = await pending.catch((reason: unknown): never => {
    if (isAbort(reason)) throw reason;
    throw new ApiError("network", errorWords.unreachable, 0);
  });
  if (!answer.response.ok) throw toApiError(answer.response.status, answer.error);
  // A 204 has no data, and its T is undefined.
  return answer.data as T;
}

function isAbort(reason: unknown): boolean {
  return typeof reason === "object" && reason !== null && "name" in reason && reason.name === "AbortError";
}
