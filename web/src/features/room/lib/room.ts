/** The room around a video on this page: one connection, whoever on the page looks at it or speaks in it. */
import { actingGuest } from "@/lib/guest-access";

import { connect, type Connection } from "./connection";
import type { Committed, Heard, Said } from "./protocol";
import { heardIn, OUTSIDE, withoutKept, type RoomState } from "./room-state";
import { StrokeTeller } from "./stroke-teller";

/** Nobody follows a pointer more closely. */
const CURSOR_MS = 33;
/** A page that draws itself anew leaves and comes within one breath. */
const LINGER_MS = 1_000;
/** The last drawings that were kept: strokes that come later than that have waited for an hour. */
const MOST_KEPT = 2_000;

type Listener = () => void;

export class Room {
  readonly teller: StrokeTeller;
  readonly #address: () => string;
  readonly #listeners = new Set<Listener>();
  readonly #readers = new Set<(news: Committed) => void>();
  #connection: Connection | null = null;
  #state = OUTSIDE;
  #heard: Heard[] = [];
  readonly #kept = new Set<string>();
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #cursor: { at: readonly [number, number] | null; sent: number; timer?: ReturnType<typeof setTimeout> } = { at: null, sent: 0 };

  constructor(address: () => string) {
    this.#address = address;
    this.teller = new StrokeTeller({
      say: (message) => this.#state.me?.mayComment === true && this.say(message),
      nextFrame: (job) => requestAnimationFrame(job),
      after: (milliseconds, job) => setTimeout(job, milliseconds),
      newId: () => crypto.randomUUID(),
    });
  }

  /** In the room as long as somebody listens. */
  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    clearTimeout(this.#leaving);
    this.#connection ??= connect(this.#address, { heard: (messages) => this.#hear(messages), lost: () => this.#lose() });
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#leaving = setTimeout(() => this.#leave(), LINGER_MS);
    };
  };

  readonly state = (): RoomState => this.#state;

  /** Hears what is committed, at once; returns how to hear no more. */
  onCommitted(reader: (news: Committed) => void): () => void {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  /** These drawings are on everybody's picture now: what was seen of their making is not needed. */
  keptAs(clientIds: readonly string[]): void {
    for (const id of clientIds) this.#kept.add(id);
    for (const id of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(id);
    }
    this.#become(withoutKept(this.#state, this.#kept));
  }

  say(message: Said): boolean {
    return this.#connection?.say(message) === true;
  }

  /** Where one's pointer is, in shares of the frame; null beside it. Nobody is told where nobody else is. */
  pointAt(at: readonly [number, number] | null): void {
    this.#cursor.at = at;
    this.#cursor.timer ??= setTimeout(() => this.#tellCursor(), Math.max(0, this.#cursor.sent + CURSOR_MS - Date.now()));
  }

  #tellCursor(): void {
    const { at } = this.#cursor;
    this.#cursor = { at, sent: Date.now() };
    const { me, others } = this.#state;
    if (me?.mayComment !== true || others.size === 0) return;
    this.say(at === null ? { type: "cursor" } : { type: "cursor", x: at[0], y: at[1] });
  }

  #hear(messages: Heard[]): void {
    for (const message of messages) {
      if (message.type === "changed" || message.type === "deleted" || message.type === "version") this.#read(message);
      if ((message.type === "welcome" || message.type === "alive") && message.version !== undefined) this.#read({ type: "version", version: message.version });
    }
    if (this.#heard.push(...messages) === messages.length) this.#schedule();
  }

  /** What came together is seen together, and no oftener than the page is painted. Nothing is painted where nobody looks. */
  #schedule(): void {
    if (document.hidden) setTimeout(() => this.#take(), 100);
    else requestAnimationFrame(() => this.#take());
  }

  #take(): void {
    const messages = this.#heard;
    this.#heard = [];
    const { peer } = this.#state.me ?? {};
    // News is read at once: the end of a stroke may be taken after the drawing that it became.
    this.#become(withoutKept(heardIn(this.#state, messages, performance.now()), this.#kept));
    const own = this.#state.me?.peer;
    if (own !== peer || messages.some((each) => each.type === "joined" && each.from !== own)) this.teller.tellAgain();
  }

  #read(news: Committed): void {
    for (const reader of this.#readers) reader(news);
  }

  #lose(): void {
    this.#heard = [];
    this.#become(OUTSIDE);
  }

  #leave(): void {
    const connection = this.#connection;
    this.#connection = null;
    connection?.leave();
  }

  #become(state: RoomState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const rooms = new Map<string, Room>();

/** The one of this page. `name` is how a guest calls themselves; nobody is asked who has an account. */
export function roomOf(videoId: string, name: () => string): Room {
  const room = rooms.get(videoId) ?? new Room(() => addressOf(videoId, name()));
  rooms.set(videoId, room);
  return room;
}

function addressOf(videoId: string, name: string): string {
  const address = new URL(`/ws/annotations/${videoId}`, window.location.origin);
  address.protocol = address.protocol.replace("http", "ws");
  const guest = actingGuest();
  if (guest !== null) address.searchParams.set("token", guest);
  if (guest !== null && name !== "") address.searchParams.set("name", name);
  return address.href;
}
