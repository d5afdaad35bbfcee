/** Everything people said about a video, by the moment it is about. */
import { queryOptions } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import type { Annotation } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

const PAGE_SIZE = 500;

/** Of each list, up to which change it surely has all: what its first page said. */
const versions = new Map<string, number>();

export function loadedVersion(videoId: string): number {
  return versions.get(videoId) ?? 0;
}

async function fetchAll(videoId: string, signal: AbortSignal): Promise<Annotation[]> {
  const all: Annotation[] = [];
  let cursor: string | null = null;
  let version = 0;
  do {
    const query: { limit: number; cursor?: string } = cursor === null ? { limit: PAGE_SIZE } : { limit: PAGE_SIZE, cursor };
    const page = await call(
      api.GET("/annotations/video/{video_id}", { params: { path: { video_id: videoId }, query }, signal }),
    );
    all.push(...page.items);
    version ||= page.version;
    cursor = page.next_cursor;
  } while (cursor !== null);
  versions.set(videoId, version);
  return all;
}

/** The timeline shows all of them, so all pages are fetched. */
export function annotationsQuery(videoId: string) {
  return queryOptions({
    queryKey: queryKeys.annotations(videoId),
    queryFn: ({ signal }) => fetchAll(videoId, signal),
  });
}
