import { describe, expect, it } from "vitest";

import { MemoryChunkStore } from "./chunk-store";

async function filled(...chunks: string[]): Promise<MemoryChunkStore> {
  const store = new MemoryChunkStore();
  for (const chunk of chunks) await store.append(new Blob([chunk], { type: "video/webm" }));
  return store;
}

async function text(store: MemoryChunkStore, from: number, limit: number): Promise<string> {
  return (await store.read(from, limit)).text();
}

describe("MemoryChunkStore", () => {
  it("reads from any byte on, to the end of its chunk or the limit", async () => {
    const store = await filled("abc", "defgh");
    expect(await text(store, 0, 100)).toBe("abc");
    expect(await text(store, 1, 1)).toBe("b");
    expect(await text(store, 4, 100)).toBe("efgh");
    expect((await store.read(4, 2)).type).toBe("video/webm");
  });

  it("knows where it starts and ends", async () => {
    const store = await filled("abc", "", "defgh");
    expect([store.start, store.end]).toEqual([0, 8]);
    await store.forget(3);
    expect([store.start, store.end]).toEqual([3, 8]);
    await store.forget(8);
    expect([store.start, store.end]).toEqual([8, 8]);
  });

  it("keeps a chunk of which some bytes are still wanted", async () => {
    const store = await filled("abc", "defgh");
    await store.forget(5);
    expect(await text(store, 5, 100)).toBe("fgh");
    expect(store.start).toBe(3);
  });

  it("refuses what it does not hold", async () => {
    const store = await filled("abc", "defgh");
    await store.forget(3);
    await expect(store.read(0, 1)).rejects.toThrow(RangeError);
    await expect(store.read(8, 1)).rejects.toThrow(RangeError);
  });
});
