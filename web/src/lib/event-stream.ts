/**
 * A live connection to a server-sent event stream that mends itself.
 *
 * It is read with fetch rather than EventSource: that one hides the status (a 401 needs a refresh,
 * a 404 is final) and the heartbeats (a silent line must be noticed). A page out of sight closes its
 * stream, for browsers allow few connections to one host; coming back opens it again.
 */
import { checkSignIn, signInFetch } from "./sign-in-fetch";
import { createSseParser, type ServerEvent } from "./sse-parser";

export interface EventStreamHandlers {
  onEvent: (event: ServerEvent) => void;
  /** Connected. `again` tells that events may have been missed in between. */
  onOpen?: (again: boolean) => void;
  /** The server refused for good (4xx): no further try is made. */
  onRefused?: (status: number) => void;
}

/** The server sends a comment each 15 s; three missed ones mean the line is dead. */
const SILENCE_MS = 45_000;
const HIDDEN_GRACE_MS = 30_000;
/** The last event of a stream whose sign-in ended. */
const SIGNED_OUT = "signed-out";
const MAX_DELAY_MS = 30_000;

/** Opens the stream at `path` and keeps it open. Returns the function that ends it. */
export function openEventStream(path: string, handlers: EventStreamHandlers): () => void {
  let connection: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let openedBefore = false;
  let ended = false;

  function connect(): void {
    clearTimeout(timer);
    if (ended || connection || document.hidden) return;
    const current = new AbortController();
    connection = current;
    void listen(path, current, handlers.onEvent, opened).then((refusal) => {
      if (connection === current) connection = null;
      if (ended || refusal === "stopped") return;
      if (typeof refusal === "number") return handlers.onRefused?.(refusal);
      retryLater();
    });
  }

  function opened(): void {
    failures = 0;
    handlers.onOpen?.(openedBefore);
    openedBefore = true;
  }

  function retryLater(): void {
    const delay = Math.min(MAX_DELAY_MS, 1000 * 2 ** failures) * (0.5 + Math.random() / 2);
    failures += 1;
    timer = setTimeout(connect, delay);
  }

  function disconnect(): void {
    clearTimeout(timer);
    connection?.abort("stopped");
    connection = null;
  }

  function onVisibility(): void {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(disconnect, HIDDEN_GRACE_MS);
    else connect();
  }

  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("online", connect);
  connect();

  return () => {
    ended = true;
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("online", connect);
    disconnect();
  };
}

/** Reads one connection to its end: "stopped" by us, "lost", or the status that refused it. */
async function listen(
  path: string,
  connection: AbortController,
  onEvent: (event: ServerEvent) => void,
  onOpen: () => void,
): Promise<"stopped" | "lost" | number> {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => connection.abort("silent"), SILENCE_MS);
  };
  try {
    heard();
    const response = await signInFetch(
      new Request(new URL(path, window.location.origin), {
        headers: { Accept: "text/event-stream" },
        cache: "no-store",
        signal: connection.signal,
      }),
    );
    if (response.status >= 400 && response.status < 500 && response.status !== 429) {
      return response.status;
    }
    if (!response.ok || !response.body) return "lost";
    onOpen();
    const parse = createSseParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      heard();
      for (const event of parse(piece.value)) {
        if (event.event === SIGNED_OUT) void checkSignIn();
        else onEvent(event);
      }
    }
    return "lost";
  } catch {
    return connection.signal.reason === "stopped" ? "stopped" : "lost";
  } finally {
    clearTimeout(silence);
  }
}
