/** One run of the recorder: which type it takes, what it passes on, how it ends. */

import { describe, expect, it } from "vitest";

import { VirtualClock } from "../chunk-upload/testing/virtual-clock";
import { Take, type NewRecorder, type RecorderOptions } from "./take";
import { MakeBelieveRecorder } from "./testing/make-believe-recorder";

interface Scene {
  take: Take;
  recorder: MakeBelieveRecorder;
  chunks: number[];
  heard: string[];
  clock: VirtualClock;
}

function start(create: (options: RecorderOptions) => MakeBelieveRecorder = (options) => new MakeBelieveRecorder(options)): Scene {
  const chunks: number[] = [];
  const heard: string[] = [];
  const made: MakeBelieveRecorder[] = [];
  const clock = new VirtualClock();
  const newRecorder: NewRecorder = (_stream, options) => {
    const recorder = create(options);
    made.push(recorder);
    return recorder;
  };
  const events = {
    chunk: (bytes: Blob) => void chunks.push(bytes.size),
    failed: (error: unknown) => void heard.push(`failed: ${error instanceof Error ? error.message : String(error)}`),
    stopped: () => void heard.push("stopped"),
  };
  const take = Take.start({} as MediaStream, ["video/webm;codecs=vp9,opus", "video/webm"], 3000, events, newRecorder, clock);
  const recorder = made.at(-1);
  if (recorder === undefined) throw new Error("No recorder was made.");
  return { take, recorder, chunks, heard, clock };
}

describe("starting", () => {
  it("asks for a keyframe every two seconds, and a chunk as often as the server wants", () => {
    const asked: RecorderOptions[] = [];
    const { recorder } = start((options) => {
      asked.push(options);
      return new MakeBelieveRecorder(options);
    });
    expect(asked).toMatchObject([{ videoKeyFrameIntervalDuration: 2000, mimeType: "video/webm;codecs=vp9,opus" }]);
    expect(recorder.did).toEqual(["start 3000"]);
  });

  it("does without keyframes where the browser rejects the wish", () => {
    const { recorder } = start((options) => {
      if (options.videoKeyFrameIntervalDuration !== undefined) throw new TypeError("unknown option");
      return new MakeBelieveRecorder(options);
    });
    expect(recorder.mimeType).toBe("video/webm;codecs=vp9,opus");
  });

  it("takes the next type when starting shows that the first was an empty promise", () => {
    const { take } = start((options) => {
      const recorder = new MakeBelieveRecorder(options);
      if (options.mimeType?.includes("vp9") === true) {
        recorder.start = () => {
          throw new DOMException("no encoder", "NotSupportedError");
        };
      }
      return recorder;
    });
    expect(take.mimeType).toBe("video/webm");
  });

  it("throws what the last type threw when none starts", () => {
    expect(() =>
      start(() => {
        throw new DOMException("no encoder", "NotSupportedError");
      }),
    ).toThrow("no encoder");
  });
});

describe("its type", () => {
  it("is written in one way, whatever the browser's", () => {
    const { take } = start(() => new MakeBelieveRecorder({ mimeType: 'video/webm; codecs="vp8, opus"' }));
    expect(take.mimeType).toBe("video/webm;codecs=vp8,opus");
    expect(take.asked).toBe("video/webm;codecs=vp9,opus");
  });
});

describe("running", () => {
  it("passes chunks on, but no empty ones", () => {
    const { recorder, chunks } = start();
    recorder.give("four");
    recorder.give("");
    recorder.give("seventy");
    expect(chunks).toEqual([4, 7]);
  });

  it("flushes what was recorded before it pauses", () => {
    const { take, recorder } = start();
    take.pause();
    take.pause();
    take.resume();
    take.resume();
    expect(recorder.did.slice(1)).toEqual(["flush", "pause", "resume"]);
  });

  it("tells what broke", () => {
    const { recorder, heard } = start();
    recorder.dispatchEvent(Object.assign(new Event("error"), { error: new Error("encoder gone") }));
    expect(heard).toEqual(["failed: encoder gone"]);
  });
});

describe("ending", () => {
  it("gives the rest, then says once that it stopped", () => {
    const { take, chunks, heard } = start();
    take.stop();
    take.stop();
    expect(chunks).toEqual([8]);
    expect(heard).toEqual(["stopped"]);
  });

  it("says so too when it ended by itself", () => {
    const { recorder, heard } = start();
    recorder.stop();
    expect(heard).toEqual(["stopped"]);
  });

  it("ends a recorder that never says that it stopped, in bounded time", async () => {
    const { take, recorder, heard, clock } = start();
    recorder.hangs = true;
    take.stop();
    await clock.advance(900);
    expect(heard).toEqual([]);
    await clock.advance(200);
    expect(heard).toEqual(["stopped"]);
  });

  it("gives one that has given bytes the time for the last ones", async () => {
    const { take, recorder, chunks, heard, clock } = start();
    recorder.hangs = true;
    recorder.give("four");
    take.stop();
    await clock.advance(9_000);
    recorder.give("seventy");
    await clock.advance(9_000);
    expect([chunks, heard]).toEqual([[4, 7], []]);
    recorder.dispatchEvent(new Event("stop"));
    await clock.advance(60_000);
    expect(heard).toEqual(["stopped"]);
  });

  it("is silent once it was dropped", () => {
    const { take, recorder, chunks, heard } = start();
    take.drop();
    expect(recorder.did.at(-1)).toBe("stop");
    expect([chunks, heard]).toEqual([[], []]);
  });
});
