/** Addresses inside the app, and which route one belongs to. */

export interface Path {
  pathname: string;
  /** With its "?", or empty. */
  search: string;
  /** With its "#", or empty. */
  hash: string;
}

export interface Location extends Path {
  /** Whatever travels with the address: any value that can be cloned, null where there is none. */
  state: unknown;
  /** Names the entry of the history; the same again when somebody goes back to it. */
  key: string;
}

/** An address as text, or as those parts of it that are not empty. */
export type To = string | Partial<Path>;

export function pathOf(to: To): Path {
  if (typeof to !== "string") return { pathname: to.pathname ?? "/", search: withMark("?", to.search), hash: withMark("#", to.hash) };
  const { pathname, search, hash } = new URL(to, window.location.origin);
  return { pathname, search, hash };
}

export function addressOf({ pathname, search, hash }: Path): string {
  return pathname + search + hash;
}

function withMark(mark: string, text = ""): string {
  const bare = text.startsWith(mark) ? text.slice(1) : text;
  return bare === "" ? "" : mark + bare;
}

export type Params = Readonly<Partial<Record<string, string>>>;

/** What `:names` of the pattern stand for in the path; null where it is not of that pattern. "*" takes every path. */
export function matchPath(pattern: string, pathname: string): Params | null {
  if (pattern === "*") return {};
  const wanted = partsOf(pattern);
  const given = partsOf(pathname);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decoded(given[index] ?? "");
    if (part.startsWith(":")) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
