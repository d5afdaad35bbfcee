/** Which track is recorded, and what is said when it gives nothing. */

import { describe, expect, it } from "vitest";

import { VirtualClock } from "../chunk-upload/testing/virtual-clock";
import { Sound, type Mix } from "./sound";

const MIXED = { id: "mixed" } as MediaStreamTrack;

function aTrack(id: string): MediaStreamTrack {
  return { id, muted: false, enabled: true } as MediaStreamTrack;
}

class FakeMix implements Mix {
  track = MIXED;
  isRunning = true;
  zeros = false;
  wakes = 0;
  wake = (): void => void (this.wakes += 1);
  set = (): void => undefined;
  level = (): number => 0.5;
  givesNothing = (): boolean => this.zeros;
  close = (): void => undefined;
}

class Scene {
  readonly clock = new VirtualClock();
  readonly mix = new FakeMix();
  readonly heard: string[] = [];
  readonly microphone = aTrack("microphone");
  readonly system = aTrack("system");
  readonly sound = new Sound(
    {
      changed: () => void this.heard.push("changed"),
      microphone: (silent) => void this.heard.push(silent ? "silent" : "heard"),
    },
    () => this.mix,
    this.clock,
  );
}

describe("the recorded track", () => {
  it("is a single source's own", () => {
    const { sound, microphone } = new Scene();
    sound.set("microphone", microphone);
    expect(sound.lock()).toBe(microphone);
  });

  it("is the mix of two", () => {
    const { sound, microphone, system } = new Scene();
    sound.set("microphone", microphone);
    sound.set("system", system);
    expect(sound.lock()).toBe(MIXED);
    expect(sound.isMissing).toBe(false);
  });

  it("is the microphone's where the mix does not run, and that is told", () => {
    const { sound, mix, microphone, system } = new Scene();
    mix.isRunning = false;
    sound.set("microphone", microphone);
    sound.set("system", system);
    expect(sound.lock()).toBe(microphone);
    expect(sound.isMissing).toBe(true);
  });

  it("stays the mix while its sources come and go", () => {
    const { sound, heard, microphone, system } = new Scene();
    sound.set("microphone", microphone);
    sound.set("system", system);
    sound.lock();
    sound.set("microphone", null);
    sound.set("microphone", aTrack("another"));
    expect(heard).toEqual([]);
  });

  it("is another when a single microphone goes or is changed", () => {
    const { sound, heard, microphone } = new Scene();
    sound.set("microphone", microphone);
    sound.lock();
    const another = aTrack("another");
    sound.set("microphone", another);
    expect(heard).toEqual(["changed"]);
    expect(sound.lock()).toBe(another);
    sound.set("microphone", null);
    expect(heard).toEqual(["changed", "changed"]);
    expect(sound.lock()).toBeNull();
  });

  it("is another when the mix stops and does not come back", async () => {
    const { sound, mix, clock, heard, microphone, system } = new Scene();
    sound.set("microphone", microphone);
    sound.set("system", system);
    sound.lock();
    mix.isRunning = false;
    await clock.advance(1_000);
    expect(heard).toEqual([]);
    await clock.advance(1_000);
    expect(heard).toContain("changed");
    expect(sound.lock()).toBe(microphone);
  });

  it("wakes the mix in the press that records", () => {
    const { sound, mix, microphone } = new Scene();
    sound.set("microphone", microphone);
    const before = mix.wakes;
    sound.wake();
    expect(mix.wakes).toBe(before + 1);
  });
});

describe("muting", () => {
  it("holds for the microphone that is chosen next", () => {
    const { sound, microphone } = new Scene();
    sound.set("microphone", microphone);
    sound.mute(true);
    const another = aTrack("another");
    sound.set("microphone", another);
    expect([microphone.enabled, another.enabled]).toEqual([false, false]);
    sound.mute(false);
    expect(another.enabled).toBe(true);
  });
});

describe("a microphone that gives nothing", () => {
  it("is told within seconds, and that it does again", async () => {
    const { sound, mix, clock, heard, microphone } = new Scene();
    mix.zeros = true;
    sound.set("microphone", microphone);
    sound.lock();
    await clock.advance(3_900);
    expect(heard).toEqual([]);
    await clock.advance(1_000);
    expect(heard).toEqual(["silent"]);
    mix.zeros = false;
    await clock.advance(500);
    expect(heard).toEqual(["silent", "heard"]);
  });

  it("is told later where it was heard before: speakers pause", async () => {
    const { sound, mix, clock, heard, microphone } = new Scene();
    sound.set("microphone", microphone);
    sound.lock();
    await clock.advance(1_000);
    mix.zeros = true;
    await clock.advance(14_000);
    expect(heard).toEqual([]);
    await clock.advance(2_000);
    expect(heard).toEqual(["silent"]);
  });

  it("is told where the system withholds it, also when nobody can listen", async () => {
    const { sound, mix, clock, heard, microphone } = new Scene();
    mix.isRunning = false;
    Object.assign(microphone, { muted: true });
    sound.set("microphone", microphone);
    sound.lock();
    await clock.advance(3_000);
    expect(heard).toEqual(["silent"]);
    expect(sound.level()).toBeNull();
  });

  it("is none that the person muted", async () => {
    const { sound, mix, clock, heard, microphone } = new Scene();
    sound.set("microphone", microphone);
    sound.lock();
    sound.mute(true);
    mix.zeros = true;
    await clock.advance(60_000);
    expect(heard).toEqual([]);
  });
});
