/** Sends one recording while it is being made: chooses the connection, survives its loss, keeps the figures. */

import type { ChunkStore } from "./chunk-store";
import { abortByRequest, salvageByRequest } from "./last-requests";
import { TRY_AGAIN, type Link, type LinkEvents, type Loss } from "./link";
import { NextTry } from "./next-try";
import { saysEnded, saysKeyIsOver, type RecorderEnd } from "./protocol";
import { RestLink } from "./rest-link";
import { SocketLink } from "./socket-link";
import { StoreSource } from "./store-source";
import { TransportChoice } from "./transport-choice";
import {
  NOTHING_SENT,
  UploadError,
  type AccountWay,
  type FinishedUpload,
  type TransportName,
  type UploadDeps,
  type UploadFault,
  type UploadPhase,
  type UploadState,
  type UploadTarget,
} from "./types";

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
  readonly #next: NextTry;
  readonly #choice = new TransportChoice();

  constructor(target: UploadTarget, store: ChunkStore, deps: UploadDeps) {
    this.#target = target;
    this.#store = store;
    this.#deps = deps;
    this.#source = new StoreSource(store);
    this.#state = { ...NOTHING_SENT, queuedBytes: store.end };
    this.#next = new NextTry(deps, {
      due: (account) => {
        if (account !== null) this.#speakAs(account);
        this.#connect();
      },
      signedOut: () => this.#update({ signedOut: true }),
    });
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
    if (this.#state.phase === "waiting") this.#next.now();
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
  finish(recorderEnd: RecorderEnd = {}): Promise<FinishedUpload> {
    this.#source.finishSize ??= this.#store.end;
    this.#source.recorderEnd = recorderEnd;
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
    this.#next.stop();
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
    const transport = this.#deps.socketOnly === true ? "socket" : this.#choice.next;
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
        this.#update({ phase: "sending", sentBytes: offset, ackedBytes: offset, isCut: false, signedOut: false });
        this.#keepUntil(stored);
      },
      sent: (offset) => this.#update({ sentBytes: offset }),
      acked: (offset) => {
        worked = true;
        this.#next.worked();
        if (transport === "socket") this.#choice.socketWorked();
        if (offset > this.#state.ackedBytes) this.#update({ ackedBytes: offset });
      },
      stored: (offset) => this.#keepUntil(offset),
      paced: (chunkMs) => this.#update({ chunkMs }),
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

  #returnToSocket(): boolean {
    if (this.#source.finishAsked || !this.#choice.returnsToSocket()) return false;
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
    if (this.#state.chunkMs !== null) this.#update({ chunkMs: null });
    const { fault } = loss;
    if (fault !== null && saysKeyIsOver(fault) && this.#deps.account !== undefined) {
      this.#update({ phase: "waiting", isCut: true });
      this.#next.asAccount(this.#deps.account);
      return;
    }
    if (!worked) this.#choice.failed(this.#state.transport);
    if (fault !== null && (this.#deps.socketOnly === true || !(this.#source.finishAsked && saysEnded(fault)))) {
      this.#end("failed", fault);
      return;
    }
    // The server has closed the recording we asked it to close: only its answer got lost, and requests can fetch it.
    if (fault !== null) this.#choice.useRequests();
    this.#retryLater(loss);
  }

  #retryLater(loss: Loss): void {
    this.#update({ phase: "waiting", isCut: true });
    this.#next.later(loss);
  }

  /** The account speaks from here on, where the upload's own key did. */
  #speakAs(account: AccountWay): void {
    this.#target = account.target(this.#target);
    this.#deps = { ...this.#deps, fetch: account.fetch };
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
