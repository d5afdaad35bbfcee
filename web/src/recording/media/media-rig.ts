/** Owns the live streams: what is captured, what is previewed, what is recorded. */

import { errorName } from "@/lib/error-name";

import { capture } from "../capture/capture";
import type { Source } from "../lifecycle/state";
import type { Corner } from "./bubble";
import { Compositor } from "./compositor";
import { Sound } from "./sound";

export type Preview =
  | { kind: "none" }
  | { kind: "screen"; stream: MediaStream }
  | { kind: "camera"; stream: MediaStream; mirrored: boolean }
  | { kind: "composed"; canvas: HTMLCanvasElement; screen: MediaStream | null };

export interface RigView {
  preview: Preview;
  corner: Corner;
  /** What the browser calls each live source; null where it is not live. */
  labels: Record<Source, string | null>;
  /** The device behind each live source. */
  deviceIds: Record<Source, string | null>;
}

export interface RigEvents {
  /** A source went by itself: it was unplugged, or sharing was ended. */
  ended(source: Source): void;
  /** What `lock` gave is not the recording's sound any more: lock again. */
  soundChanged(): void;
  /** The microphone gives nothing while it is recorded, or something again. */
  microphone(silent: boolean): void;
}

/** The tracks to record. */
export interface Locked {
  stream: MediaStream;
  /** There are two sounds, and this browser cannot mix them now: only the microphone's is recorded. */
  withoutSystem: boolean;
}

export class MediaRig {
  readonly #events: RigEvents;
  readonly #sound: Sound;
  readonly #streams = new Map<Source, MediaStream>();
  readonly #listeners = new Set<() => void>();
  #compositor: Compositor | null = null;
  /** A recording runs: how its picture is made may not change under it. */
  #locked = false;
  #view: RigView;

  constructor(events: RigEvents, corner: Corner) {
    this.#events = events;
    this.#sound = new Sound({
      changed: () => events.soundChanged(),
      microphone: (silent) => events.microphone(silent),
    });
    const none = { screen: null, camera: null, microphone: null };
    this.#view = { preview: { kind: "none" }, corner, labels: none, deviceIds: none };
  }

  get view(): RigView {
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Throws what `capture` throws; a source that was live stays so until another took its place. */
  async acquire(source: Source, deviceId?: string): Promise<void> {
    this.wake();
    const stream = await this.#captureInstead(source, deviceId);
    const before = this.#streams.get(source);
    this.#streams.set(source, stream);
    const track = mainTrack(source, stream);
    track?.addEventListener("ended", () => {
      if (this.#streams.get(source) === stream) this.#events.ended(source);
    });
    this.#connectSound(source, stream);
    for (const old of before?.getTracks() ?? []) old.stop();
    this.#arrange();
  }

  release(source: Source): void {
    this.#drop(source);
    this.#arrange();
  }

  /** Lets every source go; the picture's last frame stays to be seen until `clear`. */
  releaseAll(): void {
    const { preview } = this.#view;
    this.clear();
    this.#show({ ...this.#view, preview });
  }

  clear(): void {
    this.#locked = false;
    for (const source of [...this.#streams.keys()]) this.#drop(source);
    this.#sound.close();
    this.#arrange();
  }

  mute(muted: boolean): void {
    this.#sound.mute(muted);
  }

  moveBubble(corner: Corner): void {
    if (this.#compositor !== null) this.#compositor.corner = corner;
    this.#show({ ...this.#view, corner });
  }

  /** 0 to 1; null where nobody can tell. */
  level(): number | null {
    return this.#sound.level();
  }

  /** Call it in the click that records: sound that is mixed may have slept until then. */
  wake(): void {
    this.#sound.wake();
  }

  /** The tracks to record, fixed from here on until `unlock`, except as `soundChanged` says. */
  lock(): Locked {
    this.#locked = true;
    const picture = this.#compositor?.stream ?? this.#streams.get("screen") ?? this.#streams.get("camera");
    const sound = this.#sound.lock();
    const stream = new MediaStream([...(picture?.getVideoTracks() ?? []), ...(sound === null ? [] : [sound])]);
    return { stream, withoutSystem: this.#sound.isMissing };
  }

  unlock(): void {
    this.#locked = false;
    this.#sound.unlock();
    this.#arrange();
  }

  async #captureInstead(source: Source, deviceId?: string): Promise<MediaStream> {
    try {
      return await capture(source, deviceId);
    } catch (error) {
      if (errorName(error) !== "NotReadableError" || !this.#streams.has(source)) throw error;
    }
    // Phones open one camera at a time: the one in use has to go first.
    this.#drop(source);
    try {
      return await capture(source, deviceId);
    } catch (error) {
      this.#events.ended(source);
      throw error;
    }
  }

  #connectSound(source: Source, stream: MediaStream | null): void {
    const [track = null] = stream?.getAudioTracks() ?? [];
    if (source === "microphone") this.#sound.set("microphone", track);
    if (source === "screen") this.#sound.set("system", track);
  }

  #drop(source: Source): void {
    const stream = this.#streams.get(source);
    this.#streams.delete(source);
    this.#connectSound(source, null);
    for (const track of stream?.getTracks() ?? []) track.stop();
  }

  /** Makes the picture fit the sources. */
  #arrange(): void {
    const screen = this.#streams.get("screen");
    const camera = this.#streams.get("camera");
    if (this.#locked) this.#compositor?.setCamera(camera ?? null);
    else this.#recompose(screen, camera);
    this.#show({ ...this.#view, preview: this.#previewOf(screen, camera), ...this.#names() });
  }

  #recompose(screen: MediaStream | undefined, camera: MediaStream | undefined): void {
    this.#compositor?.stop();
    this.#compositor = null;
    if (screen === undefined || camera === undefined) return;
    this.#compositor = new Compositor(screen);
    this.#compositor.corner = this.#view.corner;
    this.#compositor.setCamera(camera);
  }

  #previewOf(screen: MediaStream | undefined, camera: MediaStream | undefined): Preview {
    if (this.#compositor !== null) return { kind: "composed", canvas: this.#compositor.canvas, screen: screen ?? null };
    if (screen !== undefined) return { kind: "screen", stream: screen };
    if (camera === undefined) return { kind: "none" };
    // People know themselves from mirrors; a camera that looks away from them shows the world as it is.
    const mirrored = camera.getVideoTracks()[0]?.getSettings().facingMode !== "environment";
    return { kind: "camera", stream: camera, mirrored };
  }

  #names(): Pick<RigView, "labels" | "deviceIds"> {
    const track = (source: Source): MediaStreamTrack | null => {
      const stream = this.#streams.get(source);
      return stream === undefined ? null : mainTrack(source, stream);
    };
    const of = (read: (source: Source) => string | null): Record<Source, string | null> => ({
      screen: read("screen"),
      camera: read("camera"),
      microphone: read("microphone"),
    });
    return {
      labels: of((source) => track(source)?.label ?? null),
      deviceIds: of((source) => track(source)?.getSettings().deviceId ?? null),
    };
  }

  #show(view: RigView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}

function mainTrack(source: Source, stream: MediaStream): MediaStreamTrack | null {
  const tracks = source === "microphone" ? stream.getAudioTracks() : stream.getVideoTracks();
  return tracks[0] ?? null;
}
