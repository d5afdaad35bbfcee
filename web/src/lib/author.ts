/** Who wrote something, as a person with a colour: a guest has no account, and their name is all there is of them. */
import type { Annotation } from "./api-types";

export function authorOf(author: Annotation["author"]): { id: string; name: string } {
  return { id: author.id ?? `guest ${author.name}`, name: author.name };
}
