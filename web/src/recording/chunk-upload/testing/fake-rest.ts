/** The fake server's REST face: a `fetch` that answers as the fallback endpoints do. */

import type { FakeServer, Refusal } from "./fake-server";

export type RestFault = "network" | "server" | "moved" | "taken";

export class FakeRest {
  readonly requests: string[] = [];
  /** One a request, in order. `moved` corrects the offset; `taken` loses the answer to a chunk that was appended. */
  faults: (RestFault | null)[] = [];
  refusal: Refusal | null = null;
  authorization: string | null = null;
  readonly #server: FakeServer;

  constructor(server: FakeServer) {
    this.#server = server;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const { pathname } = new URL(url);
    const method = init?.method ?? "GET";
    const headers = new Headers(init?.headers);
    this.requests.push(`${method} ${pathname}`);
    this.authorization = headers.get("Authorization");
    await new Promise<void>((resolve) => this.#server.clock.after(this.#server.latency, resolve));
    init?.signal?.throwIfAborted();
    const fault = this.faults.shift() ?? null;
    if (fault === "network") throw new TypeError("Failed to fetch");
    if (fault === "server") return new Response("Bad gateway", { status: 502 });
    if (this.refusal !== null) return refused(this.refusal);
    if (pathname.startsWith("/video/abort/")) return this.#abort();
    if (pathname === "/video/complete") return this.#complete(init?.body as string);
    if (method === "HEAD") return this.#position();
    return this.#append(init?.body as Blob, Number(headers.get("Upload-Offset")), fault);
  };

  #position(): Response {
    const { offset, stored } = this.#server;
    const headers = { "Upload-Offset": String(offset), "Upload-Stored": String(stored) };
    return new Response(null, { status: 200, headers });
  }

  #append(bytes: Blob, at: number, fault: RestFault | null): Response {
    const server = this.#server;
    if (fault === "moved" || at !== server.offset) {
      return refused({ status: 409, code: "offset_mismatch", message: "Not here.", offset: server.offset });
    }
    server.append(bytes);
    if (fault === "taken") throw new TypeError("Failed to fetch");
    return Response.json({ offset: server.offset, stored: server.stored });
  }

  #complete(body: string): Response {
    const { size = this.#server.offset } = JSON.parse(body) as { size?: number };
    const refusal = this.#server.finish(size);
    return refusal === null ? Response.json({ status: "processing" }, { status: 202 }) : refused(refusal);
  }

  #abort(): Response {
    if (this.#server.size !== null) return refused({ status: 409, code: "already_finished", message: "It was finished." });
    this.#server.aborts += 1;
    return Response.json({ status: "aborted" });
  }
}

function refused({ status, code, message, offset }: Refusal): Response {
  const details = offset === undefined ? {} : { details: { offset } };
  return Response.json({ error: { code, message, ...details } }, { status });
}
