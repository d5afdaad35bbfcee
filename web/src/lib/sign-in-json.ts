/** A JSON request as the account that is signed in, for callers that are not typed by the schema. */
import { errorWords } from "@/words/errors";

import { ApiError, toApiError } from "./api-error";
import { errorName } from "./error-name";
import { signInFetch } from "./sign-in-fetch";

/** Resolves with the answer's JSON, undefined where there is none. Throws ApiError, or AbortError as it is. */
export async function signInJson<T>(
  method: "GET" | "POST" | "DELETE",
  path: string,
  { body, signal }: { body?: unknown; signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const request = new Request(new URL(path, window.location.origin), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    ...(signal ? { signal } : {}),
  });
  const response = await signInFetch(request).catch((reason: unknown): never => {
    if (errorName(reason) === "AbortError") throw reason;
    throw new ApiError("network", errorWords.unreachable, 0);
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw toApiError(response.status, answer);
  return answer as T;
}
