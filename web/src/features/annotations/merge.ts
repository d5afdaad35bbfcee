/** Puts what changed into the list of all that was said about a video. Pure. */
import type { Annotation } from "@/lib/api-types";

const NONE: readonly number[] = [];

/** By moment, each once; one that is known already as a later version stays. */
export function merged(before: readonly Annotation[], items: readonly Annotation[], gone: readonly number[] = NONE): Annotation[] {
  const all = new Map(before.map((each) => [each.id, each]));
  for (const item of items) if ((all.get(item.id)?.version ?? 0) <= item.version) all.set(item.id, item);
  for (const id of gone) all.delete(id);
  return [...all.values()].sort((a, b) => a.timestamp - b.timestamp || a.id - b.id);
}
