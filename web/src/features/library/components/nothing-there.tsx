/** A part of the library that holds nothing: what comes there, and how. */
import { EmptyState } from "@/components/empty-state";
import type { IconName } from "@/components/icon";
import { libraryWords } from "@/words/library";

import type { Scope } from "../scopes";

const ICONS: Record<Exclude<Scope, "mine">, IconName> = { shared: "people", workspace: "library", trash: "trash" };

export function NothingThere({ scope }: { scope: Exclude<Scope, "mine"> }) {
  const { title, why } = libraryWords.nothingIn[scope];
  return (
    <EmptyState icon={ICONS[scope]} title={title}>
      {why}
    </EmptyState>
  );
}
