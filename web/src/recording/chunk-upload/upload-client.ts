/** Sends one recording while it is being made: chooses the connection, survives its loss, keeps the figures. */

import type { ChunkStore } from "./chunk-store";
import { abortByRequest, salvageByRequest } from "./last-requests";
import { TRY_AGAIN, type Link, type LinkEvents, type Loss } from "./link";
import { waitBeforeNextTry } from "./next-try";
import { saysEnded, saysKeyIsOver } from "./protocol";
import { RestLink } from "./rest-link";
import { SocketLink } from "./socket-link";
import { StoreSource } from "./store-source";
import {
  NOTHING_SENT,
  UploadError,
  type AccountWay,
  type Cancel,
  type FinishedUpload,
  type TransportName,
  type UploadDeps,
  type UploadFault,
  type UploadPhase,
  type UploadState,
  type UploadTarget,
} from "./types";

/** Sockets that came to nothing before requests take over. */
const SOCKET_FAILURES = 2;

const OVER: readonly UploadPhase[] = ["finished", "aborted", "failed"];

interface Settle {
  resolve: (result: FinishedUpload) => void;
  reject: (error: UploadError) => void;
}

export class UploadClient {
  #target: UploadTarget;
  readonly #store: ChunkStore;
  #deps: UploadDeps;
  readonly #source: StoreSource;
  readonly #listeners = new Set<() => void>();
  #link: Link | null = null;
  #state: UploadState;
  #settle: Settle[] = [];
  #result: FinishedUpload | null = null;
  #attempt = 0;
  #socketFailures = 0;
  /** A socket has worked in this recording, so requests are a makeshift. */
  #socketProved = false;
  #cancelRetry: Cancel = () => undefined;
  /** The upload's key is over: it goes on once this account is signed in. */
  #waitsFor: AccountWay | null = null;
  #isAsking = false;

  constructor(target: UploadTarget, store: ChunkStore, deps: UploadDeps) {
    this.#target = target;
    this.#store = store;
    this.#deps = deps;
    this.#source = new StoreSource(store);
    this.#state = { ...NOTHING_SENT, queuedBytes: store.end };
  }

  /** A new object at each change. */
  get state(): UploadState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    if (this.#state.phase === "idle") this.#connect();
  }

  /** Call after each append to the store. */
  wake(): void {
    this.#update({});
    this.#link?.wake();
  }

  /** Tries at once instead of at the next turn: the network is back, or the device woke up. */
  retryNow(): void {
    if (this.#state.phase !== "waiting") return;
    this.#cancelRetry();
    this.#retry();
  }

  /** Starts a new connection now, whatever the one there is looks like: `ready` tells where to go on. */
  renew(): void {
    if (this.#link === null) return this.retryNow();
    this.#link.close();
    this.#connect();
  }

  /** The browser says that the network is gone; the connection may take minutes to notice. */
  networkGone(): void {
    if (this.#link === null) return;
    this.#link.close();
    this.#link = null;
    this.#retryLater(TRY_AGAIN);
  }

  /** Declares the store's end as the recording's end. Resolves once it plays. Rejects with UploadError. */
  finish(): Promise<FinishedUpload> {
    this.#source.finishSize ??= this.#store.end;
    return new Promise((resolve, reject) => {
      if (this.#result !== null) resolve(this.#result);
      else if (this.#state.error !== null) reject(new UploadError(this.#state.error));
      else this.#settle.push({ resolve, reject });
      this.#link?.wake();
    });
  }

  /** Has the server throw the recording away. Resolves false when it was finished before that could be. */
  async abort(): Promise<boolean> {
    if (this.#isOver()) return this.#state.phase !== "finished";
    this.#cancelRetry();
    const link = this.#link;
    this.#link = null;
    this.#end("aborted", { code: "aborted", message: "This recording was thrown away." });
    if (link !== null && (await link.abort())) return true;
    return this.#deps.socketOnly !== true && abortByRequest(this.#target, this.#deps);
  }

  /** After a failure: has the server make what it holds playable, where nobody else is still sending. */
  async salvage(): Promise<void> {
    if (this.#state.error !== null && this.#deps.socketOnly !== true) await salvageByRequest(this.#state.error, this.#target, this.#deps);
  }

  #connect(): void {
    const transport = this.#deps.socketOnly === true || this.#socketFailures < SOCKET_FAILURES ? "socket" : "rest";
    this.#update({ phase: "connecting", transport });
    try {
      this.#link = this.#openLink(transport, this.#eventsOf(transport));
    } catch {
      // The browser refuses the address itself, as a page on https does for ws.
      this.#lost(TRY_AGAIN, false);
    }
  }

  #openLink(transport: TransportName, events: LinkEvents): Link {
    const { clock, openSocket } = this.#deps;
    return transport === "socket"
      ? new SocketLink(this.#target, this.#source, events, clock, openSocket)
      : new RestLink(this.#target, this.#source, events, this.#deps);
  }

  /** The ledger of one connection, which proves itself by its first acknowledgement. */
  #eventsOf(transport: TransportName): LinkEvents {
    let worked = false;
    return {
      ready: (offset, stored, multitrackId) => {
        if (transport === "rest" && this.#returnToSocket()) return;
        if (multitrackId != null) this.#deps.joined?.(multitrackId);
        // With nothing to send there is nothing to prove.
        worked = offset === this.#store.end;
        this.#update({ phase: "sending", sentBytes: offset, ackedBytes: offset, signedOut: false });
        this.#keepUntil(stored);
      },
      sent: (offset) => this.#update({ sentBytes: offset }),
      acked: (offset) => {
        worked = true;
        this.#attempt = 0;
        if (transport === "socket") this.#trustSocket();
        if (offset > this.#state.ackedBytes) this.#update({ ackedBytes: offset });
      },
      stored: (offset) => this.#keepUntil(offset),
      finishing: () => {
        this.#source.finishAsked = true;
        this.#update({ phase: "finishing" });
      },
      finished: (result) => {
        if (this.#isOver()) return;
        this.#result = result;
        this.#keepUntil(this.#store.end);
        this.#end("finished", null);
      },
      lost: (loss) => this.#lost(loss, worked),
    };
  }

  #trustSocket(): void {
    this.#socketProved = true;
    this.#socketFailures = 0;
  }

  /** Requests go through again, so the network is back: a socket that worked before gets one more try. */
  #returnToSocket(): boolean {
    if (!this.#socketProved || this.#source.finishAsked) return false;
    this.#socketProved = false;
    this.#socketFailures = SOCKET_FAILURES - 1;
    this.#link?.close();
    this.#connect();
    return true;
  }

  #keepUntil(stored: number): void {
    const known = Math.min(stored, this.#store.end);
    if (known <= this.#state.storedBytes) return;
    void this.#store.forget(known);
    this.#update({ storedBytes: known, ackedBytes: Math.max(known, this.#state.ackedBytes) });
  }

  #lost(loss: Loss, worked: boolean): void {
    if (this.#isOver()) return;
    this.#link = null;
    const { fault } = loss;
    if (fault !== null && saysKeyIsOver(fault) && this.#deps.account !== undefined) {
      this.#waitsFor = this.#deps.account;
      this.#update({ phase: "waiting" });
      if (this.#attempt > 0) this.#retryLater(TRY_AGAIN);
      else this.#retry();
      return;
    }
    if (!worked) this.#countFailure();
    if (fault !== null && (this.#deps.socketOnly === true || !(this.#source.finishAsked && saysEnded(fault)))) {
      this.#end("failed", fault);
      return;
    }
    // The server has closed the recording we asked it to close: only its answer got lost, and requests can fetch it.
    if (fault !== null) this.#socketFailures = SOCKET_FAILURES;
    this.#retryLater(loss);
  }

  /** Requests that fail as well mean that the network is gone, not the socket: the socket gets its next turn. */
  #countFailure(): void {
    this.#socketFailures = this.#state.transport === "socket" ? this.#socketFailures + 1 : SOCKET_FAILURES - 1;
  }

  #retryLater(loss: Loss): void {
    const milliseconds = waitBeforeNextTry(loss, this.#attempt, this.#deps.random);
    this.#attempt += 1;
    this.#update({ phase: "waiting" });
    this.#cancelRetry = this.#deps.clock.after(milliseconds, () => this.#retry());
  }

  #retry(): void {
    if (this.#waitsFor === null) this.#connect();
    else if (!this.#isAsking) void this.#goOnAs(this.#waitsFor);
  }

  /** The account speaks from here on, once it is signed in; until then the bytes stay on this device. */
  async #goOnAs(account: AccountWay): Promise<void> {
    this.#isAsking = true;
    const signedIn = await account.isSignedIn().catch(() => null);
    this.#isAsking = false;
    if (this.#state.phase !== "waiting") return;
    if (signedIn !== true) {
      if (signedIn === false) this.#update({ signedOut: true });
      return this.#retryLater(TRY_AGAIN);
    }
    // Whom the server refuses all the same is asked less and less often.
    this.#attempt += 1;
    this.#waitsFor = null;
    this.#target = account.target(this.#target);
    this.#deps = { ...this.#deps, fetch: account.fetch };
    this.#connect();
  }

  #isOver(): boolean {
    return OVER.includes(this.#state.phase);
  }

  #end(phase: UploadPhase, error: UploadFault | null): void {
    this.#link = null;
    this.#update({ phase, error });
    const waiting = this.#settle.splice(0);
    for (const { resolve, reject } of waiting) {
      if (error !== null) reject(new UploadError(error));
      else if (this.#result !== null) resolve(this.#result);
    }
  }

  #update(change: Partial<UploadState>): void {
    const next = { ...this.#state, ...change };
    this.#state = { ...next, queuedBytes: Math.max(0, this.#store.end - next.ackedBytes) };
    for (const listener of this.#listeners) listener();
  }
}
