import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test } from "vitest";

import type { Annotation } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";
import { anAnnotation } from "@/test/fixtures";
import { server } from "@/test/server";

import { annotationsQuery } from "./api/get-annotations";
import { followLayer, type LayerSync } from "./layer-sync";

const KEY = queryKeys.annotations("v-1");
let sync: LayerSync | null = null;

afterEach(() => sync?.end());

/** The layer as the server has it, by versions; and what was asked. */
function layer(items: Annotation[], version: number) {
  const now = { items, version, deleted: [] as [number, number][], asked: [] as string[], forgotten: 0 };
  server.use(
    http.get("/annotations/video/v-1", ({ request }) => {
      const since = new URL(request.url).searchParams.get("since");
      now.asked.push(since ?? "all");
      if (since === null) return HttpResponse.json({ items: now.items, next_cursor: null, version: now.version, deleted: [] });
      if (Number(since) < now.forgotten) return HttpResponse.json({ error: { code: "too_long_away", message: "Load all." } }, { status: 410 });
      const changed = now.items.filter((each) => each.version > Number(since));
      const deleted = now.deleted.filter(([at]) => at > Number(since)).map(([, id]) => id);
      return HttpResponse.json({ items: changed, next_cursor: null, version: now.version, deleted });
    }),
  );
  return now;
}

async function loaded(): Promise<{ client: QueryClient; ids: () => number[] | undefined; told: number[] }> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const told: number[] = [];
  await client.query(annotationsQuery("v-1"));
  sync = followLayer(client, "v-1", (items) => told.push(...items.map(({ id }) => id)));
  return { client, ids: () => client.getQueryData<Annotation[]>(KEY)?.map(({ id }) => id), told };
}

const said = (id: number, version: number): Annotation => anAnnotation({ id, version, timestamp: id });

test("what comes next is taken as it is told, without asking", async () => {
  const server = layer([said(1, 2)], 2);
  const { ids, told } = await loaded();
  sync?.hear({ type: "changed", version: 3, since: 2, item: said(2, 3) });
  sync?.hear({ type: "changed", version: 4, since: 3, item: said(2, 4) });
  sync?.hear({ type: "deleted", version: 5, since: 4, ids: [1] });
  expect(ids()).toEqual([2]);
  expect(told).toEqual([2, 2]);
  expect(server.asked).toEqual(["all"]);
});

test("whoever missed something asks for all since then: nothing missed, nothing twice", async () => {
  const now = layer([said(1, 2)], 2);
  const { ids } = await loaded();
  Object.assign(now, { items: [said(2, 3), said(3, 5)], deleted: [[4, 1]], version: 5 });
  sync?.hear({ type: "changed", version: 5, since: 4, item: said(3, 5) });
  await waitFor(() => expect(ids()).toEqual([2, 3]));
  expect(now.asked).toEqual(["all", "2"]);
  sync?.hear({ type: "version", version: 5 });
  expect(now.asked).toHaveLength(2);
});

test("what is told again, or late, does not go back", async () => {
  layer([said(1, 6)], 6);
  const { client } = await loaded();
  sync?.hear({ type: "changed", version: 4, since: 3, item: anAnnotation({ id: 1, version: 4, content: "before" }) });
  expect(client.getQueryData<Annotation[]>(KEY)?.[0]?.version).toBe(6);
});

test("a list that was on its way meanwhile is older than what was told: what it lacks is asked for", async () => {
  const now = layer([said(1, 2)], 2);
  const { client, ids } = await loaded();
  const again = client.refetchQueries({ queryKey: KEY });
  sync?.hear({ type: "changed", version: 3, since: 2, item: said(2, 3) });
  await again;
  now.items = [said(1, 2), said(2, 3)];
  now.version = 3;
  await waitFor(() => expect(ids()).toEqual([1, 2]));
  expect(now.asked[2]).toBe("2");
});

test("of what is forgotten, all is loaded anew", async () => {
  const now = layer([said(1, 2)], 2);
  const { client, ids } = await loaded();
  const stop = new QueryObserver(client, annotationsQuery("v-1")).subscribe(() => undefined);
  Object.assign(now, { items: [said(9, 40)], version: 40, forgotten: 30 });
  sync?.hear({ type: "version", version: 40 });
  await waitFor(() => expect(ids()).toEqual([9]));
  stop();
});
