/** The parts of the administration, as the address names them. */
export const PARTS = ["people", "workspace", "storage", "log"] as const;
export type Part = (typeof PARTS)[number];

export function partOf(search: URLSearchParams): Part {
  return PARTS.find((part) => part === search.get("part")) ?? "people";
}

/** Where a part is, with what it shows of the log. */
export function pathOf(part: Part, person = ""): string {
  const search = new URLSearchParams({ ...(part === "people" ? {} : { part }), ...(person === "" ? {} : { person }) });
  return search.size === 0 ? "/admin" : `/admin?${search}`;
}
