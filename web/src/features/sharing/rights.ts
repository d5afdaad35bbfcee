/** The choices the dialog offers, in words; read when drawn, for the page's language. */
import type { Right, Visibility } from "@/lib/api-types";
import { sharingWords } from "@/words/sharing";

export interface Option<Value extends string> {
  value: Value;
  label: string;
}

const VISIBILITIES: readonly Visibility[] = ["private", "people", "workspace", "link", "public"];

export function visibilityOptions(): Option<Visibility>[] {
  return VISIBILITIES.map((value) => ({ value, label: sharingWords.visibility[value] }));
}

/** A person with an account may be let in to edit as well. */
export function personRights(): Option<Right>[] {
  return [...mostRights(), { value: "edit", label: sharingWords.canEdit }];
}

/** A link lets its guests edit the guide, and nothing else of the video. */
export function linkRights(): Option<Right>[] {
  return [...mostRights(), { value: "edit", label: sharingWords.canEditGuide }];
}

function mostRights(): Option<Right>[] {
  return [
    { value: "view", label: sharingWords.canView },
    { value: "comment", label: sharingWords.canComment },
  ];
}
