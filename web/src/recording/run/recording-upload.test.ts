/** What stays on this device when a recording ends one way or another. */

import { beforeEach, describe, expect, it } from "vitest";

import type { LocalStore } from "@/lib/local-store/tables";

import type { FinishedUpload } from "../chunk-upload/types";
import type { UploadClient } from "../chunk-upload/upload-client";
import { keepRecording, type Keeping } from "../keeping/keeping";
import { aRecord, emptyDatabase } from "../keeping/testing/kept";
import { RecordingUpload } from "./recording-upload";

let database: LocalStore;
let keeping: Keeping;

beforeEach(async () => {
  database = await emptyDatabase();
  keeping = await keepRecording(() => Promise.resolve(database), aRecord());
});

/** An upload whose end is known. */
function ending(finish: () => Promise<FinishedUpload>): RecordingUpload {
  const client = { wake: () => undefined, finish, abort: () => Promise.resolve(true) };
  return new RecordingUpload("v1", keeping, client as unknown as UploadClient);
}

async function left(): Promise<{ recordings: number; chunks: number }> {
  return { recordings: await database.count("recordings"), chunks: await database.count("chunks") };
}

describe("RecordingUpload", () => {
  it("writes each chunk down before it is sent", async () => {
    const upload = ending(() => Promise.reject(new Error("not yet")));
    await upload.add(new Blob(["abc"]), 3);
    await upload.add(new Blob(["de"]), 6);
    expect(await database.get("recordings", "v1")).toMatchObject({ size: 5, seconds: 6, ended: false });
    expect(await (await upload.whole()).text()).toBe("abcde");
  });

  it("keeps nothing of what is finished", async () => {
    const upload = ending(() => Promise.resolve({ status: "processing", playbackUrl: null }));
    await upload.add(new Blob(["abc"]), 3);
    await upload.finish();
    expect(await left()).toEqual({ recordings: 0, chunks: 0 });
  });

  it("keeps what could not be finished, and that it has ended", async () => {
    const upload = ending(() => Promise.reject(new Error("refused")));
    await upload.add(new Blob(["abc"]), 3);
    await expect(upload.finish()).rejects.toThrow("refused");
    expect(await left()).toEqual({ recordings: 1, chunks: 1 });
    expect(await database.get("recordings", "v1")).toMatchObject({ ended: true });
  });

  it("keeps nothing of what is thrown away, or never got a byte", async () => {
    const upload = ending(() => Promise.reject(new Error("never asked")));
    await expect(upload.finish()).rejects.toMatchObject({ code: "empty_recording" });
    expect(await left()).toEqual({ recordings: 0, chunks: 0 });
  });
});
