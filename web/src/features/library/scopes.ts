/** Whose recordings the library shows. */
import { libraryWords } from "@/words/library";

export type Scope = "mine" | "shared" | "workspace" | "trash";

export function scopes(): { scope: Scope; label: string }[] {
  return [
    { scope: "mine", label: libraryWords.mine },
    { scope: "shared", label: libraryWords.sharedWithMe },
    { scope: "workspace", label: libraryWords.workspace },
    { scope: "trash", label: libraryWords.trash },
  ];
}

/** Reads it from an address; anything unknown means one's own. */
export function scopeFrom(text: string | null): Scope {
  return scopes().find(({ scope }) => scope === text)?.scope ?? "mine";
}
