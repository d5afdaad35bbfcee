import { beforeEach, describe, expect, it } from "vitest";

import type { LocalStore } from "@/lib/local-store/tables";

import { keepRecording, takeOver } from "./keeping";
import { aRecord, emptyDatabase, fullDisk } from "./testing/kept";

let database: LocalStore;

beforeEach(async () => {
  database = await emptyDatabase();
});

describe("keeping a recording", () => {
  it("leaves it to the next visit", async () => {
    const keeping = await keepRecording(() => Promise.resolve(database), aRecord());
    await keeping.store.append(new Blob(["abc"]), 3);
    await keeping.markEnded();
    keeping.release();
    expect(keeping.risk).toBeNull();
    const later = await takeOver(database, "v1");
    expect(await (await later?.store.read(0, 9))?.text()).toBe("abc");
    expect(await database.get("recordings", "v1")).toMatchObject({ ended: true, seconds: 3 });
  });

  it("leaves nothing once it is dropped", async () => {
    const keeping = await keepRecording(() => Promise.resolve(database), aRecord());
    await keeping.store.append(new Blob(["abc"]));
    await keeping.drop();
    expect([await database.count("recordings"), await database.count("chunks")]).toEqual([0, 0]);
    expect(await takeOver(database, "v1")).toBeNull();
  });

  it("says which risk there is", async () => {
    const full = await keepRecording(() => Promise.resolve(fullDisk(database)), aRecord());
    await full.store.append(new Blob(["abc"]));
    expect(full.risk).toBe("full");
    const none = await keepRecording(() => Promise.reject(new DOMException("Private.", "InvalidStateError")), aRecord());
    await none.store.append(new Blob(["abc"]));
    expect(none.risk).toBe("unavailable");
    expect(none.store.end).toBe(3);
  });
});
