/** A recording of one picture by make-believe recorders, in virtual time. */

import { VirtualClock } from "../../chunk-upload/testing/virtual-clock";
import { Takes, type TakesEvents } from "../takes";
import { MakeBelieveRecorder } from "./make-believe-recorder";

export const CHUNK_MS = 3_000;
export const TYPES = ["video/webm;codecs=vp9,opus", "video/webm;codecs=vp8,opus", "video/mp4"];

interface FakeTrack {
  muted: boolean;
  stats?: { totalFrames: number };
}

/** `track.stats` counts as Chromium does, and is missing elsewhere. */
export class Scene {
  readonly clock = new VirtualClock();
  readonly made: MakeBelieveRecorder[] = [];
  readonly heard: string[] = [];
  /** How much had been heard as each take began. */
  readonly began: number[] = [];
  failure: unknown = null;
  readonly takes: Takes;

  constructor(
    readonly track: FakeTrack = { muted: false, stats: { totalFrames: 0 } },
    types: string[] = TYPES,
    chunkMs = CHUNK_MS,
  ) {
    const events: TakesEvents = {
      began: () => void this.began.push(this.heard.length),
      chunk: (bytes, type) => void this.heard.push(`${bytes.size} of ${type}`),
      quiet: (isQuiet) => void this.heard.push(isQuiet ? "quiet" : "bytes"),
      failed: (error) => {
        this.failure = error;
        this.heard.push("failed");
      },
      stopped: () => void this.heard.push("stopped"),
    };
    this.takes = new Takes(this.stream(), chunkMs, events, {
      clock: this.clock,
      typesOf: () => types,
      create: (_stream, options) => {
        const recorder = new MakeBelieveRecorder(options);
        recorder.rest = "";
        this.made.push(recorder);
        return recorder;
      },
    });
  }

  get recorder(): MakeBelieveRecorder {
    const newest = this.made.at(-1);
    if (newest === undefined) throw new Error("No recorder was made.");
    return newest;
  }

  stream(): MediaStream {
    return { getVideoTracks: () => [this.track], getAudioTracks: () => [] } as unknown as MediaStream;
  }

  /** Pictures arrive while time passes. */
  async live(milliseconds: number): Promise<void> {
    if (this.track.stats !== undefined) this.track.stats.totalFrames += 30;
    await this.clock.advance(milliseconds);
  }

  /** A healthy chunk time. */
  async chunk(text = "bytes"): Promise<void> {
    await this.live(CHUNK_MS - 10);
    this.recorder.give(text);
    await this.clock.advance(10);
  }
}
