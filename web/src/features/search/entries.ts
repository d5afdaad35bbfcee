/** What can be chosen in the palette, one after the other: each hit of each video, then all results. */
import type { FoundVideo, Hit, SearchPage } from "@/lib/api-types";

import { hitAddress } from "./hit-address";

export interface Entry {
  address: string;
  /** Null for all results. */
  hit: Hit | null;
  video: FoundVideo | null;
}

export function entriesOf(page: SearchPage, q: string): Entry[] {
  if (page.items.length === 0) return [];
  const hits = page.items.flatMap((video) =>
    video.hits.map((hit): Entry => ({ address: hitAddress(video.video_id, hit, q), hit, video })),
  );
  return [...hits, { address: allAddress(q), hit: null, video: null }];
}

export function allAddress(q: string): string {
  return `/search?${new URLSearchParams({ q }).toString()}`;
}
