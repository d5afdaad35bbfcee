/** What is said and heard in a room around a video, as the server writes it down in app/ws/room_protocol.py. */

/** A stroke as it goes over the wire; whoever draws it looks whether it is one. */
export interface WireStroke {
  tool_type: string;
  points: readonly (readonly number[])[];
  /** #rrggbb */
  color: string;
  /** A share of the frame's width. */
  width: number;
  text?: string;
}

/** Somebody as others are told of them. */
export interface WirePerson {
  /** Null for a guest. */
  id: string | null;
  name: string;
  may_comment: boolean;
  hand?: boolean;
  present?: boolean;
}

export type StrokeMessage = { type: "stroke"; id: string } & (
  | ({ phase: "begin"; timestamp: number } & WireStroke)
  | { phase: "points"; points: WireStroke["points"] }
  | { phase: "end"; client_id: string | null }
  | { phase: "cancel" }
);

export type Said =
  | StrokeMessage
  | { type: "cursor"; x?: number | null; y?: number | null }
  | { type: "playhead"; timestamp: number; playing: boolean }
  | { type: "present"; on: boolean }
  | { type: "hand"; up: boolean }
  | { type: "alive" };

export type FromPeer<Message> = Message & { from: string };

/** What was committed: who has `since` has all of it with this. */
export type Committed =
  | { type: "changed"; version: number; since: number; item: unknown }
  | { type: "deleted"; version: number; since: number; ids: number[] }
  | { type: "version"; version: number };

export type Heard =
  | FromPeer<Exclude<Said, { type: "alive" }>>
  | Committed
  | ({ type: "welcome"; peer: string; version: number; people: (WirePerson & { peer: string })[] } & WirePerson)
  | FromPeer<{ type: "joined" } & WirePerson>
  | FromPeer<{ type: "left" }>
  | { type: "alive"; version?: number }
  | { type: "rights"; may_comment: boolean }
  | { type: "error"; code: string; message: string };

/** The most points that one message has. */
export const MOST_POINTS = 200;

/** What closes a connection for good: another one would end the same. */
const FINAL = [4400, 4403, 4404];
/** Whoever says too much is to wait. */
const CLOSE_TOO_FAST = 4429;
const CLOSE_NOT_AUTHENTICATED = 4401;

export type Ending = "final" | "signed-out" | "wait" | "again";

export function endingOf(code: number): Ending {
  if (FINAL.includes(code)) return "final";
  if (code === CLOSE_NOT_AUTHENTICATED) return "signed-out";
  return code === CLOSE_TOO_FAST ? "wait" : "again";
}

/** The messages of a frame; those without a type are left out, and a frame that is none has none. */
export function readFrame(data: unknown): Heard[] {
  if (typeof data !== "string") return [];
  try {
    const messages: unknown = JSON.parse(data);
    return Array.isArray(messages) ? messages.filter(isMessage) : [];
  } catch {
    return [];
  }
}

function isMessage(value: unknown): value is Heard {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
