import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";

import { KeptVoices, type KeptVoice } from "./kept-voices";

import "fake-indexeddb/auto";

const VOICE: KeptVoice = {
  clientId: "c-1",
  who: "u-1",
  videoId: "v-1",
  timestamp: 30.5,
  mimeType: "audio/webm;codecs=opus",
  keptAt: 1_000_000,
  log: [{ at: 0, video: 30.5, playing: true }],
  strokes: [],
};

beforeEach(() => vi.stubGlobal("indexedDB", new IDBFactory()));

async function text(blob: Blob): Promise<string> {
  return new TextDecoder().decode(await blob.arrayBuffer());
}

test("what a page kept that died is found by the next one, whole and in order", async () => {
  const dead = await KeptVoices.open();
  await dead.put(VOICE);
  for (const [number, bytes] of ["one ", "two ", "three"].entries()) await dead.putChunk("c-1", number, new Blob([bytes]));
  dead.close();
  const next = await KeptVoices.open();
  const found = await next.find("u-1", "v-1", 1_000_001);
  expect(found?.voice).toEqual(VOICE);
  expect(found?.bytes.type).toBe("audio/webm;codecs=opus");
  expect(await text(found?.bytes ?? new Blob())).toBe("one two three");
});

test("it is nobody else's, and no other video's", async () => {
  const kept = await KeptVoices.open();
  await kept.put(VOICE);
  await kept.putChunk("c-1", 0, new Blob(["x"]));
  expect(await kept.find("u-2", "v-1", 1_000_001)).toBeNull();
  expect(await kept.find("u-1", "v-2", 1_000_001)).toBeNull();
});

test("what was sent, what has no sound, and what is too old is gone", async () => {
  const kept = await KeptVoices.open();
  await kept.put(VOICE);
  await kept.putChunk("c-1", 0, new Blob(["x"]));
  await kept.drop("c-1");
  expect(await kept.find("u-1", "v-1", 1_000_001)).toBeNull();
  await kept.put({ ...VOICE, clientId: "c-2" });
  expect(await kept.find("u-1", "v-1", 1_000_001)).toBeNull();
  await kept.put({ ...VOICE, clientId: "c-3" });
  await kept.putChunk("c-3", 0, new Blob(["x"]));
  expect(await kept.find("u-1", "v-1", Date.now())).toBeNull();
  expect(await kept.find("u-1", "v-1", 1_000_001)).toBeNull();
});
