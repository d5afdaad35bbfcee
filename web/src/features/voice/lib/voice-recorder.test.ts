import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Entry } from "./voice-data";
import { VoiceRecorder } from "./voice-recorder";

class Track extends EventTarget {
  stop = vi.fn();
}

class Recorder extends EventTarget {
  static last: Recorder;
  static isTypeSupported = (type: string) => type.startsWith("audio/webm");
  state = "inactive";
  mimeType = "audio/webm;codecs=opus";

  constructor() {
    super();
    Recorder.last = this;
  }

  start(): void {
    this.state = "recording";
  }

  stop(): void {
    this.state = "inactive";
    this.give("last");
    this.dispatchEvent(new Event("stop"));
  }

  give(bytes: string): void {
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob([bytes]) }));
  }
}

class Film extends EventTarget {
  currentTime = 30;
  paused = true;
  ended = false;
  seeking = false;
  playbackRate = 1;
  readyState = 4;

  tell(name: string, change: Partial<Film>): void {
    Object.assign(this, change);
    this.dispatchEvent(new Event(name));
  }
}

const track = new Track();
const asked = vi.fn<(constraints: unknown) => Promise<unknown>>();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setInterval", "clearInterval", "setTimeout", "clearTimeout"] });
  asked.mockResolvedValue({ getTracks: () => [track], getAudioTracks: () => [track], getVideoTracks: () => [] });
  vi.stubGlobal("MediaRecorder", Recorder);
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: asked } });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

async function begin(film: Film) {
  const seen = { chunks: 0, log: [] as readonly Entry[], stopped: vi.fn(), failed: vi.fn() };
  const recorder = await VoiceRecorder.start(film as unknown as HTMLVideoElement, {
    chunk: () => (seen.chunks += 1),
    logged: (log) => (seen.log = log),
    failed: seen.failed,
    stopped: seen.stopped,
  });
  return { recorder, seen };
}

test("what the video does is written down at the voice's own time", async () => {
  const film = new Film();
  const { seen } = await begin(film);
  vi.advanceTimersByTime(500);
  film.tell("playing", { paused: false });
  vi.advanceTimersByTime(400);
  film.tell("pause", { paused: true, currentTime: 30.4 });
  vi.advanceTimersByTime(50);
  film.tell("seeked", { currentTime: 12 });
  film.tell("ratechange", { playbackRate: 2 });
  expect(seen.log).toEqual([
    { at: 0, video: 30, playing: false },
    { at: 0.5, video: 30, playing: true },
    { at: 0.9, video: 30.4, playing: false },
    { at: 0.95, video: 12, playing: false, rate: 2 },
  ]);
});

test("a video that falls behind, and says nothing, is followed", async () => {
  const film = new Film();
  film.paused = false;
  const { seen } = await begin(film);
  film.currentTime = 31;
  vi.advanceTimersByTime(1000);
  expect(seen.log).toHaveLength(1);
  film.currentTime = 31.2;
  vi.advanceTimersByTime(1000);
  expect(seen.log[1]).toEqual({ at: 2, video: 31.2, playing: true });
});

test("stopped, it gives what it has left, lets the microphone go, and writes no more", async () => {
  const film = new Film();
  const { recorder, seen } = await begin(film);
  Recorder.last.give("one");
  recorder.stop();
  expect([seen.chunks, seen.stopped.mock.calls.length, track.stop.mock.calls.length]).toEqual([2, 1, 1]);
  film.tell("play", { paused: false });
  expect(seen.log).toHaveLength(1);
});

test("what is not wanted is dropped without a word", async () => {
  const { recorder, seen } = await begin(new Film());
  recorder.drop();
  expect([seen.chunks, seen.stopped.mock.calls.length, track.stop.mock.calls.length]).toEqual([0, 0, 1]);
});

test("half an hour is the end", async () => {
  const film = new Film();
  const { seen } = await begin(film);
  vi.advanceTimersByTime(30 * 60_000);
  expect(seen.stopped).toHaveBeenCalledOnce();
});

test("who lets nothing be heard is told so", async () => {
  asked.mockRejectedValue(new DOMException("no", "NotAllowedError"));
  await expect(begin(new Film())).rejects.toThrow("no");
});
