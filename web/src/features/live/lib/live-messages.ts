/** What `/ws/live` says, checked at the edge; see app/ws/live_protocol.py. */

export type LiveMessage =
  | { type: "hello"; edge: number }
  | { type: "start"; request: number; mime: string; begins: number; time: number }
  | { type: "page"; offset: number; edge: number }
  | { type: "live" }
  | { type: "edge"; time: number }
  | { type: "ended"; reason: string }
  | { type: "error"; code: string };

/** Null for what this page does not know. */
export function readLiveMessage(text: string): LiveMessage | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof found !== "object" || found === null) return null;
  const said = found as Record<string, unknown>;
  switch (said.type) {
    case "hello":
      return { type: "hello", edge: number(said.edge) };
    case "start":
      return { type: "start", request: number(said.request), mime: text_(said.mime), begins: number(said.begins), time: number(said.time) };
    case "page":
      return { type: "page", offset: number(said.offset), edge: number(said.edge) };
    case "live":
      return { type: "live" };
    case "edge":
      return { type: "edge", time: number(said.time) };
    case "ended":
      return { type: "ended", reason: text_(said.reason) };
    case "error":
      return { type: "error", code: text_(said.code) };
    default:
      return null;
  }
}

function number(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function text_(value: unknown): string {
  return typeof value === "string" ? value : "";
}
