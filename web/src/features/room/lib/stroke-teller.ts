/**
 * Tells a room what a hand draws, while it does.
 *
 * 1. A stroke is told as it grows: what came since the last painted frame is one message.
 * 2. What is drawn and not kept yet is told by what lies on the board: what is new there is told whole, what is gone by
 *    undo or the eraser is taken back. So it does not matter how it came there.
 * 3. Whoever comes later, or comes back, has heard nothing of it: to them all of it is told again.
 */
import { MOST_POINTS, type Said, type StrokeMessage, type WireStroke } from "./protocol";

/** A room in which many come one after the other is told what is on the board this often at most. */
const AGAIN_MS = 5_000;

type Distribute<T> = T extends unknown ? Omit<T, "type" | "id"> : never;

export interface TellerDeps {
  /** Whether it went out: nobody is told while there is no connection. */
  say: (message: Said) => boolean;
  nextFrame: (job: () => void) => void;
  after: (milliseconds: number, job: () => void) => void;
  newId: () => string;
}

interface Growing {
  id: string;
  stroke: WireStroke;
  /** How many of its points are told. */
  told: number;
  timestamp: number;
}

/** What lies on the board, and as which drawing it will be kept. */
interface OnBoard {
  strokes: readonly WireStroke[];
  timestamp: number;
  clientId: string;
}

export class StrokeTeller {
  readonly #deps: TellerDeps;
  readonly #told = new Map<WireStroke, string>();
  #growing: Growing | null = null;
  #ended: string | null = null;
  #board: OnBoard | null = null;
  #flushing = false;
  #again: "no" | "soon" | "asked" = "no";

  constructor(deps: TellerDeps) {
    this.#deps = deps;
  }

  /** A stroke as it is now; `timestamp` is the moment it is about, in seconds. */
  grow(stroke: WireStroke, timestamp: number): void {
    this.#growing ??= { id: this.#deps.newId(), stroke, told: 0, timestamp };
    this.#growing.stroke = stroke;
    if (this.#flushing) return;
    this.#flushing = true;
    this.#deps.nextFrame(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  /** The hand is lifted: what was drawn goes onto the board as `stroke`, or nowhere. */
  lift(stroke: WireStroke | null): void {
    this.#flush();
    const { id } = this.#growing ?? {};
    this.#growing = null;
    if (id === undefined) return;
    if (stroke === null) this.#say(id, { phase: "cancel" });
    else {
      this.#told.set(stroke, id);
      this.#ended = id;
    }
  }

  /** What lies on the board now. */
  show(board: OnBoard): void {
    this.#board = board;
    for (const [stroke, id] of this.#told) {
      if (board.strokes.includes(stroke)) continue;
      this.#told.delete(stroke);
      this.#say(id, { phase: "cancel" });
    }
    for (const stroke of board.strokes) {
      const id = this.#told.get(stroke);
      if (id === undefined) this.#tell(stroke, board);
      else if (id === this.#ended) this.#say(id, { phase: "end", client_id: board.clientId });
    }
    this.#ended = null;
  }

  /** The board is put away; `kept`: what was on it will be told as what was committed. */
  end(kept: boolean): void {
    this.lift(null);
    if (!kept) for (const id of this.#told.values()) this.#say(id, { phase: "cancel" });
    this.#told.clear();
    this.#board = null;
  }

  /** Somebody is here who has heard nothing; many who come soon after one another are told once. */
  tellAgain(): void {
    if (this.#again !== "no") {
      this.#again = "asked";
      return;
    }
    this.#again = "soon";
    this.#repeat();
    this.#deps.after(AGAIN_MS, () => {
      const asked = this.#again === "asked";
      this.#again = "no";
      if (asked) this.tellAgain();
    });
  }

  #repeat(): void {
    for (const stroke of this.#board?.strokes ?? []) if (this.#board) this.#tell(stroke, this.#board);
    if (this.#growing) this.#growing.told = 0;
    this.#flush();
  }

  #tell(stroke: WireStroke, { timestamp, clientId }: OnBoard): void {
    const id = this.#told.get(stroke) ?? this.#deps.newId();
    this.#told.set(stroke, id);
    this.#begin(id, stroke, timestamp);
    this.#say(id, { phase: "end", client_id: clientId });
  }

  #begin(id: string, stroke: WireStroke, timestamp: number): void {
    this.#say(id, { phase: "begin", timestamp, ...stroke, points: stroke.points.slice(0, MOST_POINTS) });
    this.#more(id, stroke, MOST_POINTS);
  }

  #more(id: string, { points }: WireStroke, from: number): void {
    for (let at = from; at < points.length; at += MOST_POINTS) this.#say(id, { phase: "points", points: points.slice(at, at + MOST_POINTS) });
  }

  #flush(): void {
    const growing = this.#growing;
    if (!growing) return;
    const { id, stroke, told, timestamp } = growing;
    // A line from one place to another has two points, of which the second moves; a long scribble was thinned out.
    const moved = isByTwo(stroke);
    if (told === 0 || (stroke.points.length < told && !moved)) this.#begin(id, stroke, timestamp);
    else if (moved) this.#more(id, stroke, stroke.points.length - 1);
    else this.#more(id, stroke, told);
    growing.told = stroke.points.length;
  }

  #say(id: string, message: Distribute<StrokeMessage>): void {
    this.#deps.say({ type: "stroke", id, ...message });
  }
}

function isByTwo({ tool_type: tool }: WireStroke): boolean {
  return tool !== "pen" && tool !== "highlighter" && tool !== "text";
}
