/** Keeps a watch page live: state and progress at once, comments and guide when they changed. */
import { useQueryClient } from "@tanstack/react-query";

import type { Video } from "@/lib/api-types";
import { liveLayers } from "@/lib/live-layers";
import { queryKeys } from "@/lib/query-keys";
import { useEventStream } from "@/lib/use-event-stream";

/** Stages whose end changes the guide or the text on screen. */
const READING = ["frames", "text", "document"];

function readingStates(video: Video | undefined): string {
  return JSON.stringify(
    video?.stages.filter(({ name }) => READING.includes(name)).map(({ name, state }) => [name, state]),
  );
}

function seen(video: Video | undefined): string {
  return JSON.stringify([video?.status, video?.title, video?.stages, video?.renditions, video?.counts, video?.visibility]);
}

/** `videoId` null listens to nothing; `onRefused` where a guest is no longer let in as they were. */
export function useVideoEvents(videoId: string | null, onGone: () => void, onRefused?: () => void): void {
  const client = useQueryClient();

  function take(id: string, next: Video): void {
    const before = client.getQueryData<Video>(queryKeys.video(id));
    client.setQueryData(queryKeys.video(id), next);
    // What is said is no part of the video: where nothing else happened to it, something was said, changed or ended.
    if (!liveLayers.has(id) && (before?.counts.comments !== next.counts.comments || seen(before) === seen(next))) {
      void client.invalidateQueries({ queryKey: queryKeys.annotations(id) });
    }
    if (before?.counts.steps !== next.counts.steps || readingStates(before) !== readingStates(next)) {
      void client.invalidateQueries({ queryKey: queryKeys.document(id) });
      void client.invalidateQueries({ queryKey: queryKeys.texts(id) });
    }
  }

  useEventStream(videoId === null ? null : `/video/${videoId}/events`, {
    onEvent: ({ event, data }) => {
      if (videoId === null) return;
      if (event === "video") take(videoId, JSON.parse(data) as Video);
      if (event === "gone") onGone();
    },
    onRefused: () => {
      onRefused?.();
      if (videoId !== null) void client.invalidateQueries({ queryKey: queryKeys.video(videoId) });
    },
  });
}
