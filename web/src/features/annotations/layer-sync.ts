/**
 * Keeps what was said about a video as it is on the server, by the numbers of its changes: nothing missed, nothing twice.
 *
 * 1. A list is of the version that its first page had. A change names its own number, and the one before it.
 * 2. Who has the one before has all of it with the change. Who has an older one asks for all that changed since then.
 * 3. A list that was loaded anew meanwhile may be older than what was told: then the same is asked.
 * 4. What is told twice is the same; and of what changed so long ago that nobody knows, all is loaded.
 */
import { hashKey, type QueryClient } from "@tanstack/react-query";

import { api, call } from "@/lib/api-client";
import { hasCode } from "@/lib/api-error";
import type { Annotation } from "@/lib/api-types";
import { backoff } from "@/lib/backoff";
import { queryKeys } from "@/lib/query-keys";

import { loadedVersion } from "./api/get-annotations";
import { merged } from "./merge";

export type Change =
  | { type: "changed"; version: number; since: number; item: unknown }
  | { type: "deleted"; version: number; since: number; ids: number[] }
  | { type: "version"; version: number };

export interface LayerSync {
  hear: (change: Change) => void;
  end: () => void;
}

/** `onItems` is told what came, once it is in the list. */
export function followLayer(client: QueryClient, videoId: string, onItems: (items: readonly Annotation[]) => void): LayerSync {
  const key = queryKeys.annotations(videoId);
  let ours = loadedVersion(videoId);
  let told = ours;
  let asking = false;
  let tries = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  const isLoaded = (): boolean => client.getQueryData(key) !== undefined;
  const isOver = (): boolean => ended;

  function take(items: readonly Annotation[], gone: readonly number[]): void {
    client.setQueryData<Annotation[]>(key, (before) => before && merged(before, items, gone));
    onItems(items);
  }

  function hear(change: Change): void {
    told = Math.max(told, change.version);
    if (!isLoaded()) return;
    if (change.type !== "version" && change.since <= ours) {
      take(change.type === "changed" ? [change.item as Annotation] : [], change.type === "deleted" ? change.ids : []);
      ours = Math.max(ours, change.version);
    }
    if (told > ours) void catchUp();
  }

  async function catchUp(): Promise<void> {
    if (asking || isOver()) return;
    clearTimeout(retry);
    asking = true;
    try {
      ours = await askSince(ours);
      tries = 0;
    } catch (error) {
      if (hasCode(error, "too_long_away")) void client.invalidateQueries({ queryKey: key });
      else if (!isOver()) retry = setTimeout(() => void catchUp(), backoff(tries++, Math.random));
      return;
    } finally {
      asking = false;
    }
    if (told > ours && isLoaded()) void catchUp();
  }

  /** Returns up to which version that was all of it. */
  async function askSince(since: number): Promise<number> {
    let cursor: string | null = null;
    let version = since;
    do {
      const query: { since: number; cursor?: string } = cursor === null ? { since } : { since, cursor };
      const page = await call(api.GET("/annotations/video/{video_id}", { params: { path: { video_id: videoId }, query } }));
      if (isOver()) return version;
      take(page.items, page.deleted);
      version = Math.max(version, page.version);
      cursor = page.next_cursor;
    } while (cursor !== null);
    return version;
  }

  const stop = client.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success" || event.action.manual === true) return;
    if (event.query.queryHash !== hashKey(key)) return;
    ours = loadedVersion(videoId);
    onItems(client.getQueryData<Annotation[]>(key) ?? []);
    if (told > ours) void catchUp();
  });

  return {
    hear,
    end: () => {
      ended = true;
      clearTimeout(retry);
      stop();
    },
  };
}
