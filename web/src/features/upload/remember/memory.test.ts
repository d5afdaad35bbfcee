import "fake-indexeddb/auto";

import { beforeEach, expect, test } from "vitest";

import { openLocalStore } from "@/lib/local-store/local-store";
import type { KeptFile } from "@/lib/local-store/tables";

import { COPY_UP_TO, DeviceMemory } from "./memory";

const ROOM = (): Promise<number> => Promise.resolve(1e12);

function aRecord(change: Partial<KeptFile> = {}): KeptFile {
  return {
    videoId: "v1",
    userId: "u1",
    fileName: "talk.mp4",
    size: 4,
    lastModified: 1,
    partSize: 5,
    stored: 0,
    paused: false,
    copy: null,
    handle: null,
    ...change,
  };
}

beforeEach(async () => {
  await (await openLocalStore()).clear("uploads");
});

test("a person finds their own files again, and no one else's", async () => {
  const memory = new DeviceMemory(openLocalStore, ROOM);
  await memory.put(aRecord());
  await memory.put(aRecord({ videoId: "v2", userId: "u2" }));
  await memory.change("v1", { stored: 3 });
  expect(await memory.all("u1")).toEqual([aRecord({ stored: 3 })]);
  await memory.drop("v1");
  expect(await memory.all("u1")).toEqual([]);
});

test("what was sent or thrown away is not remembered again by late news", async () => {
  const memory = new DeviceMemory(openLocalStore, ROOM);
  await memory.change("v1", { stored: 3 });
  expect(await memory.all("u1")).toEqual([]);
});

test("a file is kept where there is room for it, and only its name where not", async () => {
  const copy = new File(["abcd"], "talk.mp4");
  await new DeviceMemory(openLocalStore, ROOM).put(aRecord({ copy }));
  await new DeviceMemory(openLocalStore, () => Promise.resolve(8)).put(aRecord({ videoId: "v2", copy }));
  const large = new File([], "large.mp4");
  Object.defineProperty(large, "size", { value: COPY_UP_TO + 1 });
  await new DeviceMemory(openLocalStore, ROOM).put(aRecord({ videoId: "v3", copy: large }));
  const kept = await new DeviceMemory(openLocalStore, ROOM).all("u1");
  expect(kept.map((record) => record.copy !== null)).toEqual([true, false, false]);
});

test("a browser that stores nothing stops no upload", async () => {
  const memory = new DeviceMemory(() => Promise.reject(new DOMException("no", "SecurityError")), ROOM);
  await memory.put(aRecord());
  await memory.drop("v1");
  expect(await memory.all("u1")).toEqual([]);
});
