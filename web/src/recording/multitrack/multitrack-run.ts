/** Records a picture and a sound as two streams at once, and sends each as its own track of one multitrack recording. */
import type { TrackName } from "@/lib/api-types";

import { NOTHING_SENT, type UploadState } from "../chunk-upload/types";
import { problemOfCapture, problemOfRecorder, problemOfTrack } from "./problems";
import { TrackUpload, type TrackDeps } from "./track-upload";

export type MultitrackPhase =
  | "idle"
  /** The browser asks the person for the sources. */
  | "choosing"
  | "recording"
  /** The last bytes are on their way. */
  | "stopping"
  | "done";

export interface MultitrackView {
  phase: MultitrackPhase;
  /** ms since 1970; null before it records. */
  startedAt: number | null;
  stoppedAt: number | null;
  multitrackId: string | null;
  /** The live picture. */
  picture: MediaStream | null;
  tracks: Readonly<Record<TrackName, UploadState>>;
  /** Whose recorder gives nothing just now. */
  quiet: Readonly<Record<TrackName, boolean>>;
  problem: string | null;
}

export interface Sources {
  picture: "camera" | "screen";
  cameraId: string | null;
  microphoneId: string | null;
}

export interface MultitrackDeps extends TrackDeps {
  /** Throws what the browser throws. */
  capture(source: "camera" | "screen" | "microphone", deviceId?: string): Promise<MediaStream>;
  /** When the first picture after `since` was taken, in ms since 1970; null when none comes soon. */
  firstPicture(stream: MediaStream, since: number): Promise<number | null>;
}

const NOTHING: MultitrackView = {
  phase: "idle",
  startedAt: null,
  stoppedAt: null,
  multitrackId: null,
  picture: null,
  tracks: { video: NOTHING_SENT, audio: NOTHING_SENT },
  quiet: { video: false, audio: false },
  problem: null,
};

export class MultitrackRun {
  readonly #deps: MultitrackDeps;
  readonly #listeners = new Set<() => void>();
  #view = NOTHING;
  #streams: MediaStream[] = [];
  #video: TrackUpload | null = null;
  #audio: TrackUpload | null = null;

  constructor(deps: MultitrackDeps) {
    this.#deps = deps;
  }

  /** A new object at each change. */
  get view(): MultitrackView {
    return this.#view;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get isActive(): boolean {
    return this.#view.phase === "recording" || this.#view.phase === "stopping";
  }

  async start({ picture, cameraId, microphoneId }: Sources): Promise<void> {
    this.#update({ ...NOTHING, phase: "choosing" });
    try {
      const seen = await this.#capture(picture, picture === "camera" ? cameraId : null);
      const heard = await this.#capture("microphone", microphoneId);
      this.#record(new MediaStream(seen.getVideoTracks()), new MediaStream(heard.getAudioTracks()));
    } catch (error) {
      this.#release();
      this.#update({ ...NOTHING, problem: problemOfCapture(error, picture) });
    }
  }

  async stop(): Promise<void> {
    const [video, audio] = [this.#video, this.#audio];
    if (this.#view.phase !== "recording" || video === null || audio === null) return;
    this.#update({ phase: "stopping", stoppedAt: this.#deps.now() });
    video.stop();
    audio.stop();
    this.#release();
    // Each is told the end for itself: one that failed must not keep the other from being whole.
    const ends = await Promise.allSettled([video.finish(), audio.finish()]);
    const failed = ends.find((end) => end.status === "rejected");
    this.#update({ phase: "done", picture: null, problem: failed ? problemOfTrack(failed.reason) : this.#view.problem });
  }

  /** The page goes: what was sent stays, the rest is lost. */
  leave(): void {
    this.#video?.drop();
    this.#audio?.drop();
    this.#release();
    this.#update({ ...NOTHING });
  }

  /** The browser's word on the network, which it has before any connection notices. */
  networkChanged(online: boolean): void {
    for (const track of [this.#video, this.#audio]) {
      if (online) track?.client.retryNow();
      else track?.client.networkGone();
    }
  }

  keptSeconds(track: TrackName): number {
    const upload = track === "video" ? this.#video : this.#audio;
    const { startedAt, stoppedAt } = this.#view;
    return startedAt === null ? 0 : (upload?.keptSeconds(((stoppedAt ?? this.#deps.now()) - startedAt) / 1000) ?? 0);
  }

  async #capture(source: "camera" | "screen" | "microphone", deviceId: string | null): Promise<MediaStream> {
    const stream = await this.#deps.capture(source, deviceId ?? undefined);
    this.#streams.push(stream);
    return stream;
  }

  #record(picture: MediaStream, sound: MediaStream): void {
    const since = this.#deps.now();
    const video = this.#track("video", picture);
    const audio = this.#track("audio", sound);
    this.#update({ phase: "recording", startedAt: video.startedAt, picture });
    for (const track of [...picture.getTracks(), ...sound.getTracks()]) {
      // The person ended the sharing, or a device was pulled out.
      track.addEventListener("ended", () => void this.stop());
    }
    void this.#deps.firstPicture(picture, since).then((taken) => video.connect(null, taken === null ? null : taken / 1000));
    this.#video = video;
    this.#audio = audio;
  }

  #track(name: TrackName, stream: MediaStream): TrackUpload {
    return new TrackUpload(name, stream, this.#deps, {
      changed: () => this.#refresh(),
      joined: (multitrackId) => this.#joined(multitrackId),
      failed: (error) => this.#stopFor(problemOfTrack(error)),
      broke: (error) => this.#stopFor(problemOfRecorder(error)),
    });
  }

  /** The video's connection comes first and makes the recording; the sound joins it. */
  #joined(multitrackId: string): void {
    if (this.#view.multitrackId !== null) return;
    this.#update({ multitrackId });
    this.#audio?.connect(multitrackId, null);
  }

  #stopFor(problem: string): void {
    this.#update({ problem });
    // Without a recording on the server the sound has nowhere to go and would wait for ever.
    if (this.#view.multitrackId !== null) return void this.stop();
    this.#video?.drop();
    this.#audio?.drop();
    this.#release();
    this.#update({ ...NOTHING, problem });
  }

  #release(): void {
    for (const stream of this.#streams.splice(0)) for (const track of stream.getTracks()) track.stop();
  }

  #refresh(): void {
    const [video, audio] = [this.#video?.state ?? NOTHING_SENT, this.#audio?.state ?? NOTHING_SENT];
    const quiet = { video: this.#video?.quiet ?? false, audio: this.#audio?.quiet ?? false };
    this.#update({ tracks: { video, audio }, quiet });
  }

  #update(change: Partial<MultitrackView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
