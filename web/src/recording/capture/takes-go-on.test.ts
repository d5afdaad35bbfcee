/** What is no silence, and how takes follow each other and end. */

import { describe, expect, it } from "vitest";

import { CHUNK_MS, Scene } from "./testing/scene";

describe("what is no silence", () => {
  it("a pause", async () => {
    const scene = new Scene();
    await scene.chunk();
    scene.takes.pause();
    await scene.live(10 * CHUNK_MS);
    scene.takes.resume();
    await scene.live(CHUNK_MS);
    expect(scene.made).toHaveLength(1);
  });

  it("a device that sleeps", async () => {
    const scene = new Scene();
    await scene.chunk();
    scene.track.stats = { totalFrames: 99 };
    // Timers stand still while it sleeps, and the one that is due then runs late.
    scene.clock.sleep(60_000);
    await scene.clock.advance(CHUNK_MS);
    expect(scene.made).toHaveLength(1);
  });
});

describe("other tracks", () => {
  it("go on in another take of the same container", async () => {
    const scene = new Scene();
    await scene.chunk();
    scene.recorder.rest = "end";
    scene.takes.goOnWith(scene.stream());
    await scene.chunk("again");
    expect(scene.heard).toEqual(["5", "3", "5"].map((size) => `${size} of video/webm;codecs=vp9,opus`));
    expect(scene.made).toHaveLength(2);
  });

  it("wait for the end of a pause", async () => {
    const scene = new Scene();
    await scene.chunk();
    scene.takes.pause();
    scene.takes.goOnWith(scene.stream());
    await scene.clock.advance(0);
    expect(scene.recorder.state).toBe("paused");
    scene.takes.resume();
    expect(scene.recorder.state).toBe("recording");
  });
});

describe("the end", () => {
  it("is said once, also of a recorder that is just being ended for the next", async () => {
    const scene = new Scene();
    scene.recorder.hangs = true;
    await scene.live(2 * CHUNK_MS);
    scene.takes.stop();
    await scene.clock.advance(20_000);
    expect(scene.heard).toEqual(["quiet", "stopped"]);
    expect(scene.made).toHaveLength(1);
  });

  it("comes by itself when all tracks have ended", async () => {
    const scene = new Scene();
    await scene.chunk();
    scene.recorder.stop();
    expect(scene.heard.at(-1)).toBe("stopped");
    await scene.live(10 * CHUNK_MS);
    expect(scene.made).toHaveLength(1);
  });

  it("is without a word when it was dropped", async () => {
    const scene = new Scene();
    await scene.chunk();
    scene.takes.drop();
    await scene.live(10 * CHUNK_MS);
    expect([scene.made.length, scene.heard]).toEqual([1, ["5 of video/webm;codecs=vp9,opus"]]);
  });
});
