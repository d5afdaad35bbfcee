/** A room as one who is in it sees it: who else is here, what they draw and point at. Pure. */
import type { FromPeer, Heard, StrokeMessage, WirePerson, WireStroke } from "./protocol";

export interface Person {
  peer: string;
  /** Null for a guest. */
  id: string | null;
  name: string;
  mayComment: boolean;
  hand: boolean;
  presents: boolean;
}

/** A stroke that somebody draws, or has drawn and not kept. */
export interface LiveStroke {
  peer: string;
  /** The moment it is about, in seconds. */
  timestamp: number;
  /** Of the drawing as which it will be kept, once it has ended. */
  clientId: string | null;
  stroke: WireStroke;
}

/** Where somebody who presents was, when it was heard (milliseconds of performance.now). */
export interface Playhead {
  timestamp: number;
  playing: boolean;
  heardAt: number;
}

export interface RoomState {
  /** Null while there is no connection. */
  me: Person | null;
  /** Everybody else, by peer, in the order they came. */
  others: ReadonlyMap<string, Person>;
  /** By peer and stroke, in the order they were begun. */
  strokes: ReadonlyMap<string, LiveStroke>;
  /** Shares of the frame. */
  cursors: ReadonlyMap<string, readonly [number, number]>;
  playheads: ReadonlyMap<string, Playhead>;
}

export const OUTSIDE: RoomState = { me: null, others: new Map(), strokes: new Map(), cursors: new Map(), playheads: new Map() };

/** What a scribble without end has on this page; its maker keeps fewer. */
const MOST_OF_ONE = 8000;
/** Of all who draw; the oldest go first. */
const MOST_STROKES = 2000;
/** These go from one place to another: of what lies between, nothing is seen. */
const BY_TWO = ["line", "arrow", "rectangle", "ellipse"];

/** The room after what was heard, at `now` (milliseconds). The maps of a state never change. */
export function heardIn(state: RoomState, messages: readonly Heard[], now: number): RoomState {
  const draft: Draft = {
    me: state.me,
    others: new Map(state.others),
    strokes: new Map(state.strokes),
    cursors: new Map(state.cursors),
    playheads: new Map(state.playheads),
  };
  const touched = new Set<keyof RoomState>();
  for (const message of messages) for (const part of hear(draft, message, now)) touched.add(part);
  // What did not change stays the same, so that nothing is drawn again for it.
  return touched.size === 0 ? state : { ...state, ...Object.fromEntries([...touched].map((part) => [part, draft[part]])) };
}

/** What was drawn live is kept by now, as drawings that their makers call so. */
export function withoutKept(state: RoomState, clientIds: ReadonlySet<string>): RoomState {
  const left = [...state.strokes].filter(([, { clientId }]) => clientId === null || !clientIds.has(clientId));
  return left.length === state.strokes.size ? state : { ...state, strokes: new Map(left) };
}

interface Draft {
  me: Person | null;
  others: Map<string, Person>;
  strokes: Map<string, LiveStroke>;
  cursors: Map<string, readonly [number, number]>;
  playheads: Map<string, Playhead>;
}

type Parts = readonly (keyof RoomState)[];

const NOTHING: Parts = [];
const OF_PEOPLE: Parts = ["others"];

function hear(draft: Draft, message: Heard, now: number): Parts {
  switch (message.type) {
    case "welcome":
      return enter(draft, message);
    case "rights":
      // For the others it is somebody else who is here now.
      if (draft.me) draft.me = { ...draft.me, mayComment: message.may_comment, presents: false };
      return ["me"];
    case "joined":
    case "left":
    case "hand":
    case "present":
    case "stroke":
    case "cursor":
    case "playhead":
      return message.from === draft.me?.peer ? hearMyself(draft, message) : hearOf(draft, message, now);
    default:
      return NOTHING;
  }
}

function enter(draft: Draft, message: Extract<Heard, { type: "welcome" }>): Parts {
  draft.me = personOf(message.peer, message);
  draft.others = new Map(message.people.filter(({ peer }) => peer !== message.peer).map((each) => [each.peer, personOf(each.peer, each)]));
  // Whoever draws says it again to one who comes.
  draft.strokes = new Map();
  draft.cursors = new Map();
  draft.playheads = new Map();
  return ["me", "others", "strokes", "cursors", "playheads"];
}

type OfPeer = Extract<Heard, { from: string }>;

/** Only what others see of one by name; one's own hand draws by itself. */
function hearMyself(draft: Draft, message: OfPeer): Parts {
  if (draft.me === null || (message.type !== "hand" && message.type !== "present")) return NOTHING;
  draft.me = shown(draft.me, message);
  return ["me"];
}

function hearOf(draft: Draft, message: OfPeer, now: number): Parts {
  const { from } = message;
  switch (message.type) {
    case "joined":
      draft.others.set(from, personOf(from, message));
      return OF_PEOPLE;
    case "left":
      return forget(draft, from);
    case "hand":
    case "present": {
      const person = draft.others.get(from);
      if (person) draft.others.set(from, shown(person, message));
      if (message.type === "present" && !message.on) draft.playheads.delete(from);
      return ["others", "playheads"];
    }
    case "stroke":
      return drawn(draft, message);
    case "cursor":
      if (typeof message.x === "number" && typeof message.y === "number") draft.cursors.set(from, [message.x, message.y]);
      else draft.cursors.delete(from);
      return ["cursors"];
    case "playhead":
      draft.playheads.set(from, { timestamp: message.timestamp, playing: message.playing, heardAt: now });
      return ["playheads"];
    default:
      return NOTHING;
  }
}

function shown(person: Person, message: Extract<OfPeer, { type: "hand" | "present" }>): Person {
  return message.type === "hand" ? { ...person, hand: message.up } : { ...person, presents: message.on };
}

function forget(draft: Draft, peer: string): Parts {
  draft.others.delete(peer);
  draft.cursors.delete(peer);
  draft.playheads.delete(peer);
  for (const [key, stroke] of draft.strokes) if (stroke.peer === peer) draft.strokes.delete(key);
  return ["others", "cursors", "playheads", "strokes"];
}

function drawn(draft: Draft, message: FromPeer<StrokeMessage>): Parts {
  const key = `${message.from}/${message.id}`;
  const before = draft.strokes.get(key);
  if (message.phase === "begin") {
    const { tool_type, points, color, width, text, timestamp, from: peer } = message;
    const stroke = withPoints({ tool_type, points: [], color, width, ...(text === undefined ? {} : { text }) }, points);
    draft.strokes.set(key, { peer, timestamp, clientId: null, stroke });
    for (const old of draft.strokes.keys()) {
      if (draft.strokes.size <= MOST_STROKES) break;
      draft.strokes.delete(old);
    }
  } else if (message.phase === "cancel") draft.strokes.delete(key);
  else if (before && message.phase === "points") draft.strokes.set(key, { ...before, stroke: withPoints(before.stroke, message.points) });
  else if (before && message.phase === "end") draft.strokes.set(key, { ...before, clientId: message.client_id });
  return ["strokes"];
}

function withPoints(stroke: WireStroke, more: WireStroke["points"]): WireStroke {
  const points = [...stroke.points, ...more];
  const [first] = points;
  const last = points[points.length - 1];
  if (BY_TWO.includes(stroke.tool_type) && first && last) return { ...stroke, points: [first, last] };
  return { ...stroke, points: points.slice(0, MOST_OF_ONE) };
}

function personOf(peer: string, { id, name, may_comment, hand = false, present = false }: WirePerson): Person {
  return { peer, id, name, mayComment: may_comment, hand, presents: present };
}
