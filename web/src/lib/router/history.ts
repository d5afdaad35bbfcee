/** The pages one can go back to: the browser's own list, or one in memory. */
import { addressOf, pathOf, type Location, type Path } from "./location";

export interface History {
  readonly location: Location;
  push(path: Path, state: unknown): void;
  replace(path: Path, state: unknown): void;
  go(delta: number): void;
  /** Hears that somebody went `delta` entries forward (back: less than 0). Returns what ends that. */
  listen(moved: (delta: number) => void): () => void;
}

/** What stands in each entry of the browser's history. */
interface Entry {
  key: string;
  /** Which entry of this page's own it is, to know how far somebody went. */
  index: number;
  state: unknown;
}

function newKey(): string {
  return Math.random().toString(36).slice(2, 10);
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && "key" in value && "index" in value;
}

export function browserHistory(page: Window = window): History {
  let entry: Entry;
  let location: Location;

  function read(): void {
    const kept: unknown = page.history.state;
    if (isEntry(kept)) entry = kept;
    else {
      // Where the page begins, or a place within it that the browser went to by itself.
      entry = { key: newKey(), index: (entry as Entry | undefined)?.index ?? 0, state: null };
      page.history.replaceState(entry, "");
    }
    const { pathname, search, hash } = page.location;
    location = { pathname, search, hash, state: entry.state, key: entry.key };
  }

  function write(path: Path, next: Entry, how: "pushState" | "replaceState"): void {
    page.history[how](next, "", addressOf(path));
    read();
  }

  read();
  return {
    get location() {
      return location;
    },
    push: (path, state) => write(path, { key: newKey(), index: entry.index + 1, state }, "pushState"),
    replace: (path, state) => write(path, { key: newKey(), index: entry.index, state }, "replaceState"),
    go: (delta) => page.history.go(delta),
    listen(moved) {
      const onPop = (): void => {
        const before = entry.index;
        read();
        moved(entry.index - before);
      };
      page.addEventListener("popstate", onPop);
      return () => page.removeEventListener("popstate", onPop);
    },
  };
}

export function memoryHistory(start = "/", state: unknown = null): History {
  const first: Location = { ...pathOf(start), state, key: newKey() };
  const entries = [first];
  const listeners = new Set<(delta: number) => void>();
  let index = 0;
  return {
    get location() {
      return entries[index] ?? first;
    },
    push(path, next) {
      entries.splice(index + 1, Infinity, { ...path, state: next, key: newKey() });
      index += 1;
    },
    replace(path, next) {
      entries[index] = { ...path, state: next, key: newKey() };
    },
    go(delta) {
      const to = Math.min(entries.length - 1, Math.max(0, index + delta));
      const moved = to - index;
      index = to;
      if (moved !== 0) for (const listener of listeners) listener(moved);
    },
    listen(moved) {
      listeners.add(moved);
      return () => listeners.delete(moved);
    },
  };
}
