/** What a search can be narrowed to: where the words stand, and in whose videos. */
import type { Hit } from "@/lib/api-types";
import { searchWords } from "@/words/search";

export type Source = Hit["kind"];
export type SearchScope = "mine" | "shared" | "workspace";

interface Choice<Value> {
  value: Value;
  label: string;
}

export function sources(): Choice<Source | "">[] {
  return [
    { value: "", label: searchWords.anywhere },
    { value: "title", label: searchWords.inTitles },
    { value: "guide", label: searchWords.inGuides },
    { value: "comment", label: searchWords.inComments },
    { value: "screen", label: searchWords.onScreen },
  ];
}

export function searchScopes(): Choice<SearchScope | "">[] {
  return [
    { value: "", label: searchWords.allVideos },
    { value: "mine", label: searchWords.mine },
    { value: "shared", label: searchWords.shared },
    { value: "workspace", label: searchWords.workspace },
  ];
}

/** Null for what the address says and nobody can choose. */
export function chosen<Value extends string>(choices: readonly Choice<Value | "">[], said: string | null): Value | null {
  const found = choices.find(({ value }) => value === said)?.value;
  return found === undefined || found === "" ? null : found;
}
