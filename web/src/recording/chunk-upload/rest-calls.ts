/** The REST fallback's requests, one function each; every refusal becomes a RestRefusal. */

import type { Clock, UploadTarget } from "./types";

/** A megabyte at 20 kB/s, and some. */
const REQUEST_WITHIN_MS = 60_000;

export interface Position {
  offset: number;
  stored: number;
}

/** The server answered, and said no. `offset` is set where it told us the right one. */
export class RestRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly offset: number | null,
  ) {
    super(message);
    this.name = "RestRefusal";
  }
}

interface Call {
  method: "HEAD" | "POST";
  body?: Blob | string;
  headers?: Record<string, string>;
}

export class RestCalls {
  readonly #target: UploadTarget;
  readonly #fetch: typeof fetch;
  readonly #clock: Clock;
  readonly #stop = new AbortController();

  constructor(target: UploadTarget, fetchIt: typeof fetch, clock: Clock) {
    this.#target = target;
    this.#fetch = fetchIt;
    this.#clock = clock;
  }

  /** Ends what is under way and everything after it. */
  close(): void {
    this.#stop.abort();
  }

  async position(): Promise<Position> {
    const response = await this.#call(this.#target.chunkUrl, { method: "HEAD" });
    return {
      offset: headerNumber(response, "Upload-Offset"),
      stored: headerNumber(response, "Upload-Stored"),
    };
  }

  async append(piece: Blob, offset: number): Promise<Position> {
    const headers = { "Content-Type": "application/octet-stream", "Upload-Offset": String(offset) };
    const response = await this.#call(this.#target.chunkUrl, { method: "POST", body: piece, headers });
    const body = (await response.json()) as { offset: number; stored: number };
    return { offset: body.offset, stored: body.stored };
  }

  /** Without a size, the recording ends wherever the server is. */
  async complete(size?: number): Promise<void> {
    const url = new URL("/video/complete", this.#target.chunkUrl).href;
    const body = JSON.stringify({ video_id: this.#target.videoId, size });
    await this.#call(url, { method: "POST", body, headers: { "Content-Type": "application/json" } });
  }

  async abort(): Promise<void> {
    const url = new URL(`/video/abort/${this.#target.videoId}`, this.#target.chunkUrl).href;
    await this.#call(url, { method: "POST" });
  }

  async #call(url: string, init: Call): Promise<Response> {
    const deadline = new AbortController();
    const cancel = this.#clock.after(REQUEST_WITHIN_MS, () => deadline.abort());
    try {
      const response = await this.#fetch(url, {
        ...init,
        // The upload token alone decides: a sign-in that ran out meanwhile must not stop a recording.
        credentials: "omit",
        headers: { ...init.headers, Authorization: `Bearer ${this.#target.token}` },
        signal: AbortSignal.any([deadline.signal, this.#stop.signal]),
      });
      if (!response.ok) throw await refusal(response);
      return response;
    } finally {
      cancel();
    }
  }
}

/** HEAD answers carry no body: the status stands in for the code. */
const CODE_OF_STATUS: Readonly<Record<number, string>> = {
  401: "not_authenticated",
  403: "not_yours",
  404: "not_found",
};

async function refusal(response: Response): Promise<RestRefusal> {
  let error: { code?: string; message?: string; details?: { offset?: number } } = {};
  try {
    const body = (await response.json()) as { error?: typeof error };
    error = body.error ?? {};
  } catch {
    // Not our error format: a proxy answered, or HEAD.
  }
  const code = error.code ?? CODE_OF_STATUS[response.status] ?? "refused";
  return new RestRefusal(response.status, code, error.message ?? "", error.details?.offset ?? null);
}

function headerNumber(response: Response, name: string): number {
  const value = Number(response.headers.get(name) ?? Number.NaN);
  if (!Number.isSafeInteger(value)) throw new TypeError(`The server's answer has no ${name}.`);
  return value;
}
