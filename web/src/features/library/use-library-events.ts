/** Keeps the library live: progress, new recordings, deletions, also those made in other tabs. */
import { useQueryClient } from "@tanstack/react-query";

import type { VideoItem } from "@/lib/api-types";
import { useOwnEvents } from "@/lib/own-events";
import { queryKeys } from "@/lib/query-keys";

import { removeFromLibrary, takeNews } from "./library-cache";

export function useLibraryEvents(): void {
  const client = useQueryClient();
  useOwnEvents({
    onEvent: ({ event, data }) => {
      if (event === "video") takeNews(client, JSON.parse(data) as VideoItem);
      if (event === "gone") removeFromLibrary(client, (JSON.parse(data) as { id: string }).id);
    },
    onOpen: (again) => {
      if (again) void client.invalidateQueries({ queryKey: queryKeys.library });
    },
  });
}
