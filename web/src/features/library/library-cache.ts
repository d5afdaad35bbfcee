/** Changes cached library pages in place, so that news does not reload (and move) the whole list. */
import type { InfiniteData, QueryClient } from "@tanstack/react-query";

import type { VideoItem, VideoPage } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";

export type LibraryData = InfiniteData<VideoPage, string | null>;

function mapItems(data: LibraryData, change: (items: VideoItem[]) => VideoItem[]): LibraryData {
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: change(page.items) })) };
}

/** Replaces the item where it is listed; null when it is not listed. */
function replaceItem(data: LibraryData, item: VideoItem): LibraryData | null {
  const listed = data.pages.some((page) => page.items.some((each) => each.id === item.id));
  if (!listed) return null;
  return mapItems(data, (items) => items.map((each) => (each.id === item.id ? item : each)));
}

/** Puts a new item in front; the list is newest first. */
function prependItem(data: LibraryData, item: VideoItem): LibraryData {
  const [first, ...others] = data.pages;
  if (!first) return data;
  return { ...data, pages: [{ ...first, items: [item, ...first.items] }, ...others] };
}

function removeItem(data: LibraryData, id: string): LibraryData {
  return mapItems(data, (items) => items.filter((each) => each.id !== id));
}

function changeAll(client: QueryClient, change: (data: LibraryData) => LibraryData): void {
  client.setQueriesData<LibraryData>({ queryKey: queryKeys.library }, (data) => data && change(data));
}

export function removeFromLibrary(client: QueryClient, id: string): void {
  changeAll(client, (data) => removeItem(data, id));
}

/** It has one more now, or one less. */
export function askTrashAgain(client: QueryClient): Promise<void> {
  return client.invalidateQueries({
    queryKey: queryKeys.library,
    predicate: (query) => (query.queryKey[1] as { scope?: string } | undefined)?.scope === "trash",
  });
}

export function renameInLibrary(client: QueryClient, id: string, title: string): void {
  changeAll(client, (data) =>
    mapItems(data, (items) => items.map((each) => (each.id === id ? { ...each, title } : each))),
  );
}

/**
 * Takes news of one recording into every cached list. A list with a search or a status filter that
 * does not hold it, or may no longer, is asked again: only the server knows who belongs there.
 */
export function takeNews(client: QueryClient, item: VideoItem): void {
  for (const query of client.getQueryCache().findAll({ queryKey: queryKeys.library })) {
    const data = query.state.data as LibraryData | undefined;
    if (!data) continue;
    const filter = query.queryKey[1] as { q: string; status: string; scope: string };
    const leaves = item.status === "aborted" || (item.trashed_at !== null) !== (filter.scope === "trash");
    const replaced = leaves ? removeItem(data, item.id) : replaceItem(data, item);
    if (replaced) client.setQueryData(query.queryKey, replaced);
    else if (filter.scope === "mine" && filter.q === "" && filter.status === "" && isNewest(data, item)) {
      client.setQueryData(query.queryKey, prependItem(data, item));
    }
    const moved = filter.status !== "" && (filter.status === item.status) !== (replaced !== null);
    const maybeFound = (filter.q !== "" || filter.scope !== "mine") && replaced === null;
    if (moved || maybeFound) void client.invalidateQueries({ queryKey: query.queryKey });
  }
}

function isNewest(data: LibraryData, item: VideoItem): boolean {
  const first = data.pages[0]?.items[0];
  return first === undefined || Date.parse(item.created_at) >= Date.parse(first.created_at);
}
