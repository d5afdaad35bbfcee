/** Recorders that fall silent, each in its way, and what becomes of the recording. */

import { describe, expect, it } from "vitest";

import { SilentRecorder } from "./takes";
import { CHUNK_MS, Scene, TYPES } from "./testing/scene";

describe("the first bytes", () => {
  it("are asked for from the first half second on, until they come", async () => {
    const scene = new Scene();
    await scene.live(1_100);
    expect(scene.recorder.did).toEqual(["start 3000", "flush", "flush"]);
    scene.recorder.give("head");
    await scene.live(1_500);
    expect(scene.recorder.did).toHaveLength(3);
  });

  it("never come: it is started again with another type within two chunk times", async () => {
    const scene = new Scene();
    await scene.live(2 * CHUNK_MS);
    expect(scene.made.map(({ mimeType }) => mimeType)).toEqual(TYPES.slice(0, 2));
    expect(scene.made[0]?.state).toBe("inactive");
    scene.recorder.give("head");
    expect(scene.heard).toEqual(["quiet", "bytes", "4 of video/webm;codecs=vp8,opus"]);
  });

  it("have their time where chunks are short, too", async () => {
    const scene = new Scene(undefined, TYPES, 1_000);
    await scene.live(5_900);
    expect([scene.made.length, scene.heard]).toEqual([1, []]);
    await scene.live(200);
    expect([scene.made.length, scene.heard]).toEqual([2, ["quiet"]]);
  });

  it("are empty ones only: that is no bytes", async () => {
    const scene = new Scene();
    for (let second = 1; second <= 6; second += 1) {
      scene.recorder.give("");
      await scene.live(1_000);
    }
    expect(scene.made).toHaveLength(2);
  });

  it("never come from the second one either: it has failed, at once", async () => {
    const scene = new Scene();
    await scene.live(4 * CHUNK_MS);
    expect(scene.heard).toEqual(["quiet", "failed"]);
    expect(scene.failure).toBeInstanceOf(SilentRecorder);
    expect(scene.failure).toMatchObject({ gaveBefore: false });
  });

  it("were held back by the first recorder, and come when it is ended: they stay the first", async () => {
    const scene = new Scene();
    scene.recorder.rest = "held back";
    await scene.live(2 * CHUNK_MS);
    scene.recorder.give("next");
    expect(scene.heard.slice(1)).toEqual(["bytes", "9 of video/webm;codecs=vp9,opus", "4 of video/webm;codecs=vp9,opus"]);
    expect(scene.began).toEqual([0, 3]);
    // WebM goes on in WebM.
    expect(scene.made.map(({ mimeType }) => mimeType)).toEqual(TYPES.slice(0, 2));
  });

  it("come from a recorder that hangs no more when it is ended", async () => {
    const scene = new Scene();
    scene.recorder.hangs = true;
    await scene.live(2 * CHUNK_MS + 1_100);
    expect(scene.made).toHaveLength(2);
  });
});

describe("a recorder that stops giving", () => {
  it("is started again while pictures arrive, in the same container", async () => {
    const scene = new Scene(undefined, ["video/mp4", "video/webm"]);
    await scene.chunk();
    await scene.live(3 * CHUNK_MS);
    expect(scene.made.map(({ mimeType }) => mimeType)).toEqual(["video/mp4", "video/mp4"]);
    await scene.chunk("more");
    expect(scene.heard).toEqual(["5 of video/mp4", "quiet", "bytes", "4 of video/mp4"]);
  });

  it("has failed where the next one gives nothing", async () => {
    const scene = new Scene();
    await scene.chunk();
    await scene.live(3 * CHUNK_MS);
    await scene.live(2 * CHUNK_MS);
    expect(scene.failure).toMatchObject({ gaveBefore: true });
  });

  it("is asked first for what it holds back", async () => {
    const scene = new Scene();
    await scene.chunk();
    scene.recorder.did.length = 0;
    await scene.live(2 * CHUNK_MS - 10);
    expect(scene.recorder.did).toEqual(["flush"]);
  });

  it("is none where the picture stands still", async () => {
    const scene = new Scene();
    await scene.chunk();
    await scene.clock.advance(10 * CHUNK_MS);
    expect([scene.made.length, scene.heard]).toEqual([1, ["5 of video/webm;codecs=vp9,opus"]]);
  });

  it("is one where the picture was taken away", async () => {
    const scene = new Scene();
    await scene.chunk();
    scene.track.muted = true;
    await scene.clock.advance(6 * CHUNK_MS);
    expect(scene.heard.slice(1)).toEqual(["quiet", "failed"]);
  });

  it("is left to the person where nobody can tell it from a still picture", async () => {
    const scene = new Scene({ muted: false });
    await scene.chunk();
    await scene.clock.advance(30 * CHUNK_MS);
    expect(scene.heard.slice(1)).toEqual(["quiet"]);
    scene.recorder.give("it moves");
    expect(scene.heard.slice(2)).toEqual(["bytes", "8 of video/webm;codecs=vp9,opus"]);
  });

  it("is not started again for ever", async () => {
    const scene = new Scene();
    for (let take = 0; take < 4; take += 1) {
      await scene.chunk();
      await scene.live(3 * CHUNK_MS);
    }
    expect(scene.made).toHaveLength(4);
    expect(scene.failure).toBeInstanceOf(SilentRecorder);
  });
});
