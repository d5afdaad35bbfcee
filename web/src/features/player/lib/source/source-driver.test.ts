import { expect, test, vi } from "vitest";

import type { HlsEngine, HlsListener } from "../hls/hls-engine";
import type { HlsSupport } from "../hls/hls-support";
import { SourceDriver } from "./source-driver";

const OPTIONS = { quality: "auto", sound: null, credentials: false };
const MASTER = "/api/stream/v-1/t/master.m3u8";

function driving(support: HlsSupport = "mse") {
  const media = document.createElement("video");
  const opened: { url: string; engine: HlsEngine; says: HlsListener }[] = [];
  const heard = { onPrepared: vi.fn(), onError: vi.fn(), onRungs: vi.fn(), onRung: vi.fn(), onSounds: vi.fn() };
  const driver = new SourceDriver(
    support,
    (url, _, says) => {
      const engine = { attach: vi.fn(), choose: vi.fn(), chooseSound: vi.fn(), renew: vi.fn(), destroy: vi.fn() };
      opened.push({ url, engine, says });
      return Promise.resolve(engine);
    },
    heard,
  );
  return { driver, media, opened, heard };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

test("the original is the element's own source", () => {
  const { driver, media, opened } = driving();
  driver.load(media, "original", "https://s3.example/a.webm", 0, OPTIONS);
  expect(media.src).toBe("https://s3.example/a.webm");
  expect(opened).toEqual([]);
});

test("a prepared engine is the one that takes over, from the position given", async () => {
  const { driver, media, opened, heard } = driving();
  driver.load(media, "original", "https://s3.example/a.webm", 0, OPTIONS);
  driver.prepare(MASTER, OPTIONS);
  opened[0]?.says.onReady([{ name: "720p", height: 720 }]);
  expect(heard.onPrepared).toHaveBeenCalledExactlyOnceWith(true);
  driver.load(media, "hls", MASTER, 12.5, OPTIONS);
  driver.prepare(null, OPTIONS);
  await settled();
  expect(opened).toHaveLength(1);
  expect(opened[0]?.engine.attach).toHaveBeenCalledExactlyOnceWith(media, 12.5);
  expect(opened[0]?.engine.destroy).not.toHaveBeenCalled();
});

test("an engine goes when the original comes back, and is heard no more", async () => {
  const { driver, media, opened, heard } = driving();
  driver.load(media, "hls", MASTER, 0, OPTIONS);
  driver.load(media, "original", "https://s3.example/a.webm", 0, OPTIONS);
  opened[0]?.says.onFailed();
  await settled();
  expect(opened[0]?.engine.destroy).toHaveBeenCalledOnce();
  expect(heard.onError).not.toHaveBeenCalled();
});

test("failing beside the original and failing on screen are told apart", () => {
  const { driver, media, opened, heard } = driving();
  driver.prepare(MASTER, OPTIONS);
  opened[0]?.says.onFailed();
  expect(heard.onPrepared).toHaveBeenCalledExactlyOnceWith(false);
  driver.load(media, "hls", MASTER, 0, OPTIONS);
  opened[1]?.says.onFailed();
  expect(heard.onError).toHaveBeenCalledOnce();
});

test("a browser with HLS of its own gets the playlist as it is", () => {
  const { driver, media, opened, heard } = driving("native");
  driver.prepare(MASTER, OPTIONS);
  expect(heard.onPrepared).toHaveBeenCalledExactlyOnceWith(true);
  driver.load(media, "hls", MASTER, 0, OPTIONS);
  expect(media.src).toContain(MASTER);
  expect(opened).toEqual([]);
});

test("which sounds there are is told of what plays, and a choice reaches every engine", async () => {
  const { driver, media, opened, heard } = driving();
  const sounds = [{ name: "de", language: "de" }, { name: "Director", language: "en" }];
  driver.load(media, "original", "https://s3.example/a.webm", 0, OPTIONS);
  driver.prepare(MASTER, OPTIONS);
  opened[0]?.says.onSounds(sounds, "de");
  expect(heard.onSounds).not.toHaveBeenCalledWith(sounds, "de");
  driver.load(media, "hls", MASTER, 0, OPTIONS);
  expect(heard.onSounds).toHaveBeenLastCalledWith(sounds, "de");
  driver.chooseSound("Director");
  opened[0]?.says.onSounds(sounds, "Director");
  await settled();
  expect(opened[0]?.engine.chooseSound).toHaveBeenCalledExactlyOnceWith("Director");
  expect(heard.onSounds).toHaveBeenLastCalledWith(sounds, "Director");
  driver.load(media, "original", "https://s3.example/a.webm", 0, OPTIONS);
  expect(heard.onSounds).toHaveBeenLastCalledWith([], null);
});
