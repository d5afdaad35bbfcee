import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { beforeEach, expect, test, vi } from "vitest";

import type { openLocalStore } from "./local-store";
import type { KeptFile } from "./tables";

import "fake-indexeddb/auto";

const RECORDING = {
  videoId: "v1",
  userId: "u1",
  target: { videoId: "v1", token: "t", wsUrl: "ws://app.test/", chunkUrl: "http://app.test/", maxChunk: 9 },
  mimeType: "video/webm",
  title: null,
  startedAt: 1,
  sources: ["screen"],
  seconds: 3,
  size: 5,
  ended: true,
};

function aFile(change: Partial<KeptFile> = {}): KeptFile {
  const known = { fileName: "talk.mp4", size: 4, lastModified: 1, partSize: 5, stored: 0 };
  return { videoId: "f1", userId: "u1", ...known, paused: false, copy: null, handle: null, ...change };
}

/** The module as a page that was just loaded has it. */
let open: typeof openLocalStore;

async function load(): Promise<void> {
  vi.resetModules();
  open = (await import("./local-store")).openLocalStore;
}

/** The recorder's database as the version before wrote it. */
async function oldRecordings() {
  return openDB("videoflow.recorder", 1, {
    upgrade(database) {
      database.createObjectStore("recordings", { keyPath: "videoId" });
      database.createObjectStore("chunks");
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}

/** The uploads' database as the version before wrote it. */
async function oldUploads() {
  return openDB("videoflow.uploads", 1, {
    upgrade: (database) => void database.createObjectStore("uploads", { keyPath: "videoId" }),
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}

beforeEach(async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  await load();
});

test("a page opens one store, once, and makes no other database", async () => {
  const [first, second] = await Promise.all([open(), open()]);
  expect(first).toBe(second);
  expect([...first.objectStoreNames]).toEqual(["chunks", "recordings", "uploads"]);
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(["videoflow.recorder"]);
});

test("a recording that the version before kept is there with its bytes", async () => {
  const before = await oldRecordings();
  await before.put("recordings", RECORDING);
  await before.put("chunks", new TextEncoder().encode("bytes").buffer, ["v1", 0]);
  before.close();
  const store = await open();
  expect(await store.get("recordings", "v1")).toMatchObject({ size: 5, ended: true });
  expect(new TextDecoder().decode(await store.get("chunks", ["v1", 0]))).toBe("bytes");
});

test("files that the version before remembered are taken over with their copies", async () => {
  const before = await oldUploads();
  await before.put("uploads", aFile({ copy: new File(["abcd"], "talk.mp4"), stored: 3 }));
  before.close();
  const store = await open();
  const kept = await store.get("uploads", "f1");
  expect(kept).toMatchObject({ fileName: "talk.mp4", stored: 3 });
  expect(kept?.copy).not.toBeNull();
  expect(await (await oldUploads()).count("uploads")).toBe(0);
});

test("a page that died while taking over has forgotten nothing, and what it knew since stays", async () => {
  (await open()).close();
  const now = await openDB("videoflow.recorder", 2);
  await now.put("uploads", aFile({ stored: 8 }));
  now.close();
  const before = await oldUploads();
  await before.put("uploads", aFile({ stored: 3 }));
  await before.put("uploads", aFile({ videoId: "f2" }));
  before.close();
  await load();
  const files = await (await open()).getAll("uploads");
  expect(files.map(({ videoId, stored }) => [videoId, stored])).toEqual([
    ["f1", 8],
    ["f2", 0],
  ]);
});

test("tabs of the version before hold nothing up, and what they remember later is found by the next page", async () => {
  const [recorder, uploads] = await Promise.all([oldRecordings(), oldUploads()]);
  await recorder.put("recordings", RECORDING);
  const store = await open();
  expect(await store.count("recordings")).toBe(1);
  await uploads.put("uploads", aFile());
  await load();
  expect(await (await open()).count("uploads")).toBe(1);
});

test("where there is no room for a copy twice, its name is taken over", async () => {
  const before = await oldUploads();
  await before.put("uploads", aFile({ copy: new File(["abcd"], "talk.mp4") }));
  before.close();
  const { adoptOldUploads } = await import("./old-uploads");
  const store = await open();
  await store.clear("uploads");
  const again = await oldUploads();
  await again.put("uploads", aFile({ copy: new File(["abcd"], "talk.mp4") }));
  const full = new Proxy(store, {
    get: (target, name) =>
      name === "put"
        ? (table: "uploads", file: KeptFile) =>
            file.copy === null ? target.put(table, file) : Promise.reject(new DOMException("", "QuotaExceededError"))
        : target[name as "getKey"].bind(target),
  });
  await adoptOldUploads(full);
  expect(await store.get("uploads", "f1")).toMatchObject({ fileName: "talk.mp4", copy: null });
});

test("a browser that stores nothing says so each time it is asked", async () => {
  const refusal = new DOMException("Private.", "InvalidStateError");
  vi.stubGlobal("indexedDB", {
    open: () => {
      throw refusal;
    },
  });
  await expect(open()).rejects.toBe(refusal);
  await expect(open()).rejects.toBe(refusal);
});
