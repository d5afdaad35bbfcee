/** Threads: what was said first, and the answers to it. Pure. */
import type { Annotation } from "@/lib/api-types";

export interface Thread {
  root: Annotation;
  /** In the order they were said. */
  replies: Annotation[];
}

export interface Filter {
  /** The name of who began it, since guests have nothing else; empty for everybody. */
  name: string;
  type: Annotation["type"] | "";
  state: "open" | "resolved" | "";
}

export const EVERYTHING: Filter = { name: "", type: "", state: "" };

/** By their moment; an answer to what is gone stands by itself. */
export function threadsOf(annotations: readonly Annotation[]): Thread[] {
  const roots = new Map<number, Thread>();
  const there = new Set(annotations.map(({ id }) => id));
  for (const each of annotations) {
    if (each.parent_id === null || !there.has(each.parent_id)) roots.set(each.id, { root: each, replies: [] });
  }
  for (const each of [...annotations].sort((a, b) => a.id - b.id)) {
    if (each.parent_id !== null) roots.get(each.parent_id)?.replies.push(each);
  }
  return [...roots.values()];
}

export function filtered(threads: readonly Thread[], { name, type, state }: Filter): Thread[] {
  return threads.filter(
    ({ root }) =>
      (name === "" || root.author.name === name) &&
      (type === "" || root.type === type) &&
      (state === "" || (root.resolved === null) === (state === "open")),
  );
}
