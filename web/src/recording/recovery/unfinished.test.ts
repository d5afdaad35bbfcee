import { beforeEach, expect, it } from "vitest";

import type { LocalStore } from "@/lib/local-store/tables";

import { keepRecording } from "../keeping/keeping";
import { aRecord, emptyDatabase } from "../keeping/testing/kept";
import { findRecordings } from "./unfinished";

let database: LocalStore;

beforeEach(async () => {
  database = await emptyDatabase();
});

async function kept(videoId: string, startedAt: number, bytes: string, userId = "u1"): Promise<void> {
  const keeping = await keepRecording(() => Promise.resolve(database), aRecord({ videoId, startedAt, userId }));
  await keeping.store.append(new Blob([bytes]));
  await keeping.store.forget(2);
}

it("finds one's own, newest first, and where each begins", async () => {
  await kept("v1", 1, "ab");
  await kept("v2", 2, "abc");
  await kept("v3", 3, "abc", "somebody else");
  const { unfinished } = await findRecordings(database, "u1");
  expect(unfinished.map(({ record, start }) => [record.videoId, start, record.size])).toEqual([
    ["v2", 0, 3],
    ["v1", 2, 2],
  ]);
});

it("clears away what never got a byte", async () => {
  await kept("v1", 1, "");
  expect((await findRecordings(database, "u1")).unfinished).toEqual([]);
  expect(await database.count("recordings")).toBe(0);
});
