import { expect, test, vi } from "vitest";

import type { TrackName } from "@/lib/api-types";

import { SilentRecorder, type TakesEvents } from "../capture/takes";
import type { SocketListener } from "../chunk-upload/types";
import { MultitrackRun, type MultitrackDeps } from "./multitrack-run";

class FakeStream {
  readonly tracks = [{ stop: vi.fn(), addEventListener: vi.fn() }];
  getTracks = () => this.tracks;
  getVideoTracks = () => this.tracks;
  getAudioTracks = () => this.tracks;
}

class FakeServer {
  readonly sockets: { url: URL; listener: SocketListener; sent: (string | Blob)[] }[] = [];
  readonly takes: Partial<Record<TrackName, TakesEvents>> = {};
  clock = 5_000;

  of(track: TrackName) {
    const found = this.sockets.findLast(({ url }) => url.pathname === `/ws/${track}`);
    if (found === undefined) throw new Error(`no socket for ${track}`);
    return found;
  }

  ready(track: TrackName, offset = 0): void {
    this.of(track).listener.message(JSON.stringify({ type: "ready", offset, stored: 0, window: 4, session_id: "s-1" }));
  }

  deps(change: Partial<MultitrackDeps> = {}): MultitrackDeps {
    return {
      capture: () => Promise.resolve(new FakeStream() as unknown as MediaStream),
      firstPicture: () => Promise.resolve(5_040),
      now: () => this.clock,
      // The picture's recorder is started first.
      startTakes: (_stream, events) => {
        const track = this.takes.video === undefined ? "video" : "audio";
        this.takes[track] = events;
        return { mimeType: `${track}/webm`, stop: () => events.stopped(), drop: () => undefined };
      },
      upload: {
        openSocket: (url, listener) => {
          const sent: (string | Blob)[] = [];
          this.sockets.push({ url: new URL(url), listener, sent });
          return { bufferedAmount: 0, send: (data) => void sent.push(data), close: () => undefined };
        },
        fetch: () => Promise.reject(new Error("no requests")),
        clock: { after: () => () => undefined },
        random: () => 0,
        readVideo: () => Promise.reject(new Error("no requests")),
      },
      ...change,
    };
  }
}

const SOURCES = { picture: "camera", cameraId: null, microphoneId: null } as const;

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

vi.stubGlobal("MediaStream", FakeStream);

/** Both tracks have given their first bytes, one each. */
async function started(): Promise<{ server: FakeServer; run: MultitrackRun }> {
  const { server, run } = await silent();
  server.takes.video?.chunk(new Blob(["p"]), "video/webm;codecs=vp8");
  server.takes.audio?.chunk(new Blob(["s"]), "audio/webm;codecs=opus");
  await settle();
  return { server, run };
}

async function silent(): Promise<{ server: FakeServer; run: MultitrackRun }> {
  vi.stubGlobal("MediaStream", FakeStream);
  const server = new FakeServer();
  const run = new MultitrackRun(server.deps());
  await run.start(SOURCES);
  await settle();
  return { server, run };
}

test("the picture makes the recording and tells when it began; the sound joins it", async () => {
  const { server, run } = await started();
  expect(server.sockets.map(({ url }) => url.pathname)).toEqual(["/ws/video"]);
  expect(server.of("video").url.searchParams.get("started_at")).toBe("5.0400");
  server.ready("video");
  await settle();
  expect(run.view.multitrackId).toBe("s-1");
  expect(server.of("audio").url.searchParams.get("session_id")).toBe("s-1");
  expect(server.of("audio").url.searchParams.get("started_at")).toBe("5.0000");
});

test("nothing is made on the server before there are bytes, and then for what they are", async () => {
  const { server, run } = await silent();
  expect(server.sockets).toEqual([]);
  server.takes.video?.chunk(new Blob(["p"]), "video/mp4");
  await settle();
  expect(server.of("video").url.searchParams.get("mime_type")).toBe("video/mp4");
  expect(run.view.phase).toBe("recording");
});

test("a recorder that gives nothing ends the recording in words", async () => {
  const { server, run } = await silent();
  server.takes.video?.quiet(true);
  expect(run.view.quiet).toEqual({ video: true, audio: false });
  server.takes.video?.failed(new SilentRecorder(false));
  expect(run.view).toMatchObject({ phase: "idle" });
  expect(run.view.problem).toMatch(/^Nothing was recorded of one track, because/);
});

test("stopping ends, also when one track never gave a byte", async () => {
  const { server, run } = await silent();
  server.takes.video?.chunk(new Blob(["p"]), "video/webm");
  await settle();
  server.ready("video");
  const stopped = run.stop();
  await settle();
  server.of("video").listener.message(JSON.stringify({ type: "finished", status: "recorded", playback_url: null }));
  await stopped;
  expect(run.view).toMatchObject({ phase: "done", problem: "The browser recorded nothing of one track. What arrived before is kept." });
});

test("a machine without a camera is told so, whatever kind of error the browser makes of it", async () => {
  vi.stubGlobal("MediaStream", FakeStream);
  const refused = (): Promise<MediaStream> => Promise.reject(Object.assign(new Error("no"), { name: "OverconstrainedError" }));
  const run = new MultitrackRun(new FakeServer().deps({ capture: refused }));
  await run.start(SOURCES);
  expect(run.view.problem).toMatch(/^There is no camera/);
});

test("a picture that connects again says which recording it belongs to", async () => {
  const { server, run } = await started();
  server.ready("video");
  server.of("video").listener.closed(1006);
  run.networkChanged(true);
  await settle();
  expect(server.sockets).toHaveLength(3);
  expect(server.of("video").url.searchParams.get("session_id")).toBe("s-1");
});

test("stopping ends both tracks, each behind its last byte", async () => {
  const { server, run } = await started();
  server.ready("video");
  server.ready("audio");
  server.takes.video?.chunk(new Blob(["icture"]), "video/webm");
  server.takes.audio?.chunk(new Blob(["o"]), "audio/webm");
  const stopped = run.stop();
  await settle();
  for (const track of ["video", "audio"] as const) {
    server.of(track).listener.message(JSON.stringify({ type: "finished", status: "recorded", playback_url: null }));
  }
  await stopped;
  expect(server.of("video").sent.at(-1)).toBe('{"type":"finish","size":7,"stopped_at":5}');
  expect(server.of("audio").sent.at(-1)).toBe('{"type":"finish","size":2,"stopped_at":5}');
  expect(run.view).toMatchObject({ phase: "done", problem: null, picture: null });
});

test("a recorder that was started again says when each of its starts was that gave bytes", async () => {
  const { server, run } = await silent();
  server.takes.video?.chunk(new Blob(["p"]), "video/webm");
  server.clock = 12_000;
  server.takes.audio?.began?.();
  server.clock = 18_500;
  server.takes.audio?.began?.();
  server.takes.audio?.chunk(new Blob(["s"]), "audio/webm");
  server.takes.audio?.chunk(new Blob(["o"]), "audio/webm");
  server.clock = 30_000;
  server.takes.audio?.began?.();
  server.takes.audio?.chunk(new Blob(["u"]), "audio/webm");
  await settle();
  server.ready("video");
  await settle();
  server.ready("audio");
  // Of the starts that gave nothing there is nothing in the track.
  expect(server.of("audio").url.searchParams.get("started_at")).toBe("18.5000");
  void run.stop();
  await settle();
  expect(server.of("audio").sent.at(-1)).toBe('{"type":"finish","size":3,"stopped_at":30,"take_starts":[18.5,30]}');
});

test("a refused camera is said, and nothing is recorded", async () => {
  vi.stubGlobal("MediaStream", FakeStream);
  const server = new FakeServer();
  const refused = (): Promise<MediaStream> => Promise.reject(new DOMException("", "NotAllowedError"));
  const run = new MultitrackRun(server.deps({ capture: refused }));
  await run.start(SOURCES);
  expect(run.view.phase).toBe("idle");
  expect(run.view.problem).toMatch(/^The browser may not use the camera/);
});

test("a server that takes no more stops the recording, and says why", async () => {
  const { server, run } = await started();
  server.ready("video");
  server.ready("audio");
  server.of("video").listener.message(JSON.stringify({ type: "error", code: "quota_exceeded", message: "Full." }));
  server.of("video").listener.closed(4413);
  await settle();
  expect(run.view.phase).toBe("stopping");
  expect(run.view.problem).toMatch(/^Your storage is full/);
});
