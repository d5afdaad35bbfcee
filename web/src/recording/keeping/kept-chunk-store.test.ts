import { beforeEach, describe, expect, it } from "vitest";

import type { LocalStore } from "@/lib/local-store/tables";

import { readAll } from "../chunk-upload/chunk-store";
import { PIECE_BYTES } from "../chunk-upload/link";
import { KeptChunkStore } from "./kept-chunk-store";
import { aRecord, emptyDatabase, fullDisk } from "./testing/kept";

let database: LocalStore;

beforeEach(async () => {
  database = await emptyDatabase();
  await database.put("recordings", aRecord());
});

async function filled(...chunks: string[]): Promise<KeptChunkStore> {
  const store = await KeptChunkStore.open(database, aRecord());
  for (const [at, chunk] of chunks.entries()) await store.append(new Blob([chunk]), (at + 1) * 3);
  return store;
}

async function reopened(): Promise<KeptChunkStore> {
  const record = await database.get("recordings", "v1");
  if (record === undefined) throw new Error("Nothing was kept.");
  return KeptChunkStore.open(database, record);
}

async function text(store: KeptChunkStore, from: number, limit: number): Promise<string> {
  return (await store.read(from, limit)).text();
}

describe("KeptChunkStore", () => {
  it("reads from any byte on, to the end of its chunk or the limit", async () => {
    const store = await filled("abc", "", "defgh");
    expect(await text(store, 0, 100)).toBe("abc");
    expect(await text(store, 1, 1)).toBe("b");
    expect(await text(store, 4, 100)).toBe("efgh");
    expect((await store.read(4, 2)).type).toBe("video/webm");
    expect([store.start, store.end]).toEqual([0, 8]);
  });

  it("is all there on the next visit, with how long it was", async () => {
    await filled("abc", "defgh");
    const again = await reopened();
    expect([again.start, again.end]).toEqual([0, 8]);
    expect(await (await readAll(again)).text()).toBe("abcdefgh");
    expect(await database.get("recordings", "v1")).toMatchObject({ size: 8, seconds: 6, ended: false });
  });

  it("forgets whole chunks, here and on the next visit", async () => {
    const store = await filled("abc", "defgh");
    await store.forget(5);
    for (const one of [store, await reopened()]) {
      expect([one.start, one.end]).toEqual([3, 8]);
      expect(await text(one, 5, 100)).toBe("fgh");
      await expect(one.read(0, 1)).rejects.toThrow(RangeError);
    }
    await store.forget(8);
    expect([(await reopened()).start, await database.count("chunks")]).toEqual([8, 0]);
  });

  it("goes on where the last visit ended", async () => {
    await filled("abc");
    const again = await reopened();
    await again.append(new Blob(["de"]));
    expect(await (await readAll(await reopened())).text()).toBe("abcde");
  });

  it("writes a huge chunk in pieces", async () => {
    const store = await filled("x".repeat(2 * PIECE_BYTES + 1));
    expect(await database.count("chunks")).toBe(3);
    expect((await readAll(store)).size).toBe(2 * PIECE_BYTES + 1);
  });

  it("leaves other recordings alone", async () => {
    const other = aRecord({ videoId: "v2" });
    await (await KeptChunkStore.open(database, other)).append(new Blob(["other"]));
    const store = await filled("abc");
    await store.forget(3);
    const kept = await KeptChunkStore.open(database, { ...other, size: 5 });
    expect(await (await readAll(kept)).text()).toBe("other");
  });

  it("writes down that the recording ended", async () => {
    const store = await filled("abc");
    await store.markEnded();
    expect(await database.get("recordings", "v1")).toMatchObject({ ended: true, size: 3 });
  });
});

describe("a full disk", () => {
  it("costs no byte while the page lives, and is told", async () => {
    await filled("abc");
    const store = await KeptChunkStore.open(fullDisk(database), aRecord({ size: 3 }));
    await store.append(new Blob(["de"]));
    expect(store.failure).toMatchObject({ name: "QuotaExceededError" });
    expect(await (await readAll(store)).text()).toBe("abcde");
    expect((await reopened()).end).toBe(3);
  });

  it("is tried again once everything that is only in memory is stored", async () => {
    let room = false;
    const store = await KeptChunkStore.open(fullDisk(database, () => room), aRecord());
    await store.append(new Blob(["abc"]));
    room = true;
    await store.append(new Blob(["de"]));
    expect(await database.count("chunks")).toBe(0);
    await store.forget(5);
    expect(store.failure).toBeNull();
    await store.append(new Blob(["fgh"]));
    const again = await reopened();
    expect([again.start, again.end]).toEqual([5, 8]);
    expect(await text(again, 5, 9)).toBe("fgh");
  });
});
