/** Sockets first; requests where sockets come to nothing. */

import type { TransportName } from "./types";

/** Sockets that came to nothing before requests take over. */
const SOCKET_FAILURES = 2;

export class TransportChoice {
  #failures = 0;
  /** A socket has worked in this recording, so requests are a makeshift. */
  #socketProved = false;

  get next(): TransportName {
    return this.#failures < SOCKET_FAILURES ? "socket" : "rest";
  }

  socketWorked(): void {
    this.#socketProved = true;
    this.#failures = 0;
  }

  /** Requests that fail as well mean that the network is gone, not the socket: the socket gets its next turn. */
  failed(transport: TransportName | null): void {
    this.#failures = transport === "socket" ? this.#failures + 1 : SOCKET_FAILURES - 1;
  }

  /** Requests go through again, so the network is back: a socket that worked before gets one more try. */
  returnsToSocket(): boolean {
    if (!this.#socketProved) return false;
    this.#socketProved = false;
    this.#failures = SOCKET_FAILURES - 1;
    return true;
  }

  /** Only requests can fetch what is wanted now. */
  useRequests(): void {
    this.#failures = SOCKET_FAILURES;
  }
}
