/** A video's scrubbing pictures. They are fetched when somebody first points at the timeline. */
import { queryOptions } from "@tanstack/react-query";

import { parseStoryboard } from "../lib/storyboard/storyboard";

export function storyboardQuery(url: string) {
  return queryOptions({
    queryKey: ["storyboard", url] as const,
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`The storyboard answered ${response.status}.`);
      return parseStoryboard(await response.text(), new URL(url, window.location.origin).href);
    },
    // Its pictures do not change; only the signatures in it run out.
    staleTime: Infinity,
  });
}
