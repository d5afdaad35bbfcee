/** How many of each kind were found, the commonest order: as they were first seen. */
import type { FoundSecret, SecretKind } from "@/lib/api-types";

export function amounts(found: readonly FoundSecret[]): [SecretKind, number][] {
  const counts = new Map<SecretKind, number>();
  for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
}
