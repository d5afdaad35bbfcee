import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";

import { queryKeys } from "@/lib/query-keys";
import { anItem } from "@/test/fixtures";

import { removeFromLibrary, takeNews, type LibraryData } from "./library-cache";

const ALL = queryKeys.libraryPages("", "", "mine");
const FAILED = queryKeys.libraryPages("", "failed", "mine");
const SEARCH = queryKeys.libraryPages("sso", "", "mine");

function page(...ids: string[]): LibraryData {
  return { pages: [{ items: ids.map((id) => anItem({ id })), next_cursor: null }], pageParams: [null] };
}

function listed(client: QueryClient, key: readonly unknown[]): string[] | undefined {
  return client.getQueryData<LibraryData>(key)?.pages.flatMap(({ items }) => items.map(({ id }) => id));
}

function invalid(client: QueryClient, key: readonly unknown[]): boolean | undefined {
  return client.getQueryState(key)?.isInvalidated;
}

test("news of a listed recording changes it where it stands", () => {
  const client = new QueryClient();
  client.setQueryData(ALL, page("a", "b"));
  takeNews(client, anItem({ id: "b", title: "New title" }));
  expect(listed(client, ALL)).toEqual(["a", "b"]);
  expect(client.getQueryData<LibraryData>(ALL)?.pages[0]?.items[1]?.title).toBe("New title");
  expect(invalid(client, ALL)).toBe(false);
});

test("a new recording comes first; an old one not yet paged in stays out", () => {
  const client = new QueryClient();
  client.setQueryData(ALL, page("a"));
  takeNews(client, anItem({ id: "new", created_at: "2026-11-21T00:00:00Z" }));
  takeNews(client, anItem({ id: "old", created_at: "2020-01-01T00:00:00Z" }));
  expect(listed(client, ALL)).toEqual(["new", "a"]);
});

test("a discarded recording goes", () => {
  const client = new QueryClient();
  client.setQueryData(ALL, page("a", "b"));
  takeNews(client, anItem({ id: "a", status: "aborted" }));
  expect(listed(client, ALL)).toEqual(["b"]);
});

test("a filtered list is asked again when a recording may enter or leave it", () => {
  const client = new QueryClient();
  client.setQueryData(FAILED, page("a"));
  client.setQueryData(SEARCH, page("a"));
  takeNews(client, anItem({ id: "a", status: "processing" }));
  expect(invalid(client, FAILED)).toBe(true);
  expect(invalid(client, SEARCH)).toBe(false);
  takeNews(client, anItem({ id: "unknown" }));
  expect(invalid(client, SEARCH)).toBe(true);
});

test("a deleted recording leaves every list", () => {
  const client = new QueryClient();
  client.setQueryData(ALL, page("a", "b"));
  client.setQueryData(SEARCH, page("a"));
  removeFromLibrary(client, "a");
  expect([listed(client, ALL), listed(client, SEARCH)]).toEqual([["b"], []]);
});

test("a recording that went to the trash leaves the lists it was in, and the trash is asked again", () => {
  const client = new QueryClient();
  const trash = queryKeys.libraryPages("", "", "trash");
  client.setQueryData(ALL, page("a", "b"));
  client.setQueryData(trash, page("c"));
  takeNews(client, anItem({ id: "a", trashed_at: "2026-11-21T00:00:00Z" }));
  expect([listed(client, ALL), invalid(client, trash)]).toEqual([["b"], true]);
  takeNews(client, anItem({ id: "c" }));
  expect(listed(client, trash)).toEqual([]);
});

test("what is shared with me is known to the server alone", () => {
  const client = new QueryClient();
  const shared = queryKeys.libraryPages("", "", "shared");
  client.setQueryData(shared, page("a"));
  takeNews(client, anItem({ id: "new", created_at: "2026-11-21T00:00:00Z" }));
  expect([listed(client, shared), invalid(client, shared)]).toEqual([["a"], true]);
});
