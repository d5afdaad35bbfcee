/**
 * Which page is shown: the one of the address, once it is loaded.
 *
 * 1. Somebody goes somewhere: a link, or code. Blockers are asked; where one holds, the way waits for `proceed` or `reset`.
 * 2. The route of the new address loads its page. The old one stays meanwhile, and so does the address. Who goes
 *    elsewhere before it is there goes there instead.
 * 3. The place where the old page is scrolled is remembered, the history gets its entry, and the new page is drawn.
 *
 * Back and forward come the other way: the browser has changed the address already. Where a blocker holds, it is sent
 * back the same number of entries, which comes as one more move that means nothing.
 */
import type { ComponentType } from "react";

import type { History } from "./history";
import { addressOf, matchPath, pathOf, type Location, type Params, type Path, type To } from "./location";
import { rememberPlace } from "./scroll-places";

export interface Route {
  /** "/watch/:videoId"; "*" takes what no route before it took. */
  path: string;
  /** Rejects where the page cannot be had. */
  load: () => Promise<ComponentType>;
}

export interface Shown<R extends Route = Route> {
  location: Location;
  /** Null before the first page is loaded, and where no route takes the address. */
  route: R | null;
  params: Params;
  Page: ComponentType | null;
  /** Why the page could not be loaded. */
  error: unknown;
}

export interface Blocked {
  proceed: () => void;
  reset: () => void;
}

export interface NavigateOptions {
  replace?: boolean;
  state?: unknown;
}

export class Router<R extends Route = Route> {
  readonly #routes: readonly R[];
  readonly #history: History;
  readonly #listeners = new Set<() => void>();
  readonly #blockers = new Set<() => boolean>();
  #shown: Shown<R>;
  #blocked: Blocked | null = null;
  /** The newest way; an older one that is still loading leads nowhere. */
  #turn = 0;
  #movesToIgnore = 0;
  #passes = false;

  constructor(routes: readonly R[], history: History) {
    this.#routes = routes;
    this.#history = history;
    this.#shown = { location: history.location, route: null, params: {}, Page: null, error: null };
  }

  get shown(): Shown<R> {
    return this.#shown;
  }

  get blocked(): Blocked | null {
    return this.#blocked;
  }

  /** Loads the page of the address there is, and follows back and forward from then on. Returns what ends that. */
  start(): () => void {
    const stop = this.#history.listen((delta) => this.#moved(delta));
    void this.#arrive(this.#history.location, () => undefined);
    return stop;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Until the returned function is called, nobody leaves while `holds` says so. */
  block(holds: () => boolean): () => void {
    this.#blockers.add(holds);
    return () => this.#blockers.delete(holds);
  }

  /** Resolves once the page is there, or somebody goes elsewhere, or a blocker holds. */
  navigate = async (to: To, { replace = false, state = null }: NavigateOptions = {}): Promise<void> => {
    const path = pathOf(to);
    if (this.#holds()) this.#wait(() => void this.#goTo(path, replace, state));
    else await this.#goTo(path, replace, state);
  };

  #goTo(path: Path, replace: boolean, state: unknown): Promise<void> {
    // As browsers do: the same address again is no further entry.
    const again = replace || addressOf(path) === addressOf(this.#history.location);
    return this.#arrive(path, () => this.#history[again ? "replace" : "push"](path, state));
  }

  #moved(delta: number): void {
    if (this.#movesToIgnore > 0) {
      this.#movesToIgnore -= 1;
      return;
    }
    if (delta !== 0 && this.#holds()) {
      this.#movesToIgnore += 1;
      this.#history.go(-delta);
      return this.#wait(() => this.#history.go(delta));
    }
    this.#passes = false;
    void this.#arrive(this.#history.location, () => undefined);
  }

  #holds(): boolean {
    return !this.#passes && [...this.#blockers].some((holds) => holds());
  }

  #wait(go: () => void): void {
    const end = (): void => {
      this.#blocked = null;
      this.#publish();
    };
    this.#blocked = {
      reset: end,
      proceed: () => {
        this.#passes = true;
        end();
        go();
      },
    };
    this.#publish();
  }

  async #arrive({ pathname }: Path, enter: () => void): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const { route, params } = this.#find(pathname);
    const commit = (Page: ComponentType | null, error: unknown): void => {
      if (turn !== this.#turn) return;
      // Before the first page there is none to remember; a place of an earlier visit stays.
      if (this.#shown.Page !== null) rememberPlace(this.#shown.location.key);
      enter();
      this.#passes = false;
      // Somebody is elsewhere: the question whether they leave is answered.
      this.#blocked = null;
      this.#shown = { location: this.#history.location, route, params, Page, error };
      this.#publish();
    };
    // What is on the page already needs no loading: another search, the same page.
    if (route === null || (route === this.#shown.route && this.#shown.error === null)) {
      commit(this.#shown.Page, null);
      return;
    }
    await route.load().then(
      (Page) => commit(Page, null),
      (error: unknown) => commit(null, error),
    );
  }

  #find(pathname: string): { route: R | null; params: Params } {
    for (const route of this.#routes) {
      const params = matchPath(route.path, pathname);
      if (params !== null) return { route, params };
    }
    return { route: null, params: {} };
  }

  #publish(): void {
    for (const listener of this.#listeners) listener();
  }
}
