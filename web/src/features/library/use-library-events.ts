/** Keeps the library live: progress, new recordings, deletions, also those made in other tabs. */
import { useQueryClient } from "@tanstack/react-query";

import type { VideoItem } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";
import { useEventStream } from "@/lib/use-event-stream";

import { removeFromLibrary, takeNews } from "./library-cache";

export function useLibraryEvents(): void {
  const client = useQueryClient();
  useEventStream("/video/events", {
    onEvent: ({ event, data }) => {
      if (event === "video") takeNews(client, JSON.parse(data) as VideoItem);
      if (event === "gone") removeFromLibrary(client, (JSON.parse(data) as { id: string }).id);
    },
    onOpen: (again) => {
      if (again) void client.invalidateQueries({ queryKey: queryKeys.library });
    },
  });
}
