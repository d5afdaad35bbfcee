/** Mixes microphone and system sound into one track that stays the same while its sources come and go. */

import { levelOf } from "./level";

/** 21 ms at 48 kHz: short enough to follow speech. */
const WINDOW_SAMPLES = 1024;

export type SoundInput = "microphone" | "system";

export class AudioMix {
  readonly #context = new AudioContext();
  readonly #output = this.#context.createMediaStreamDestination();
  readonly #meter = this.#context.createAnalyser();
  readonly #samples = new Float32Array(WINDOW_SAMPLES);
  readonly #inputs = new Map<SoundInput, MediaStreamAudioSourceNode>();
  readonly #limiter: AudioNode;

  constructor() {
    this.#meter.fftSize = WINDOW_SAMPLES;
    // Two loud sources together must not clip.
    this.#limiter = new DynamicsCompressorNode(this.#context, { threshold: -3, knee: 2, ratio: 20, attack: 0.002 });
    this.#limiter.connect(this.#output);
  }

  /** The mixed track. It is silence, or nothing at all, while the mix does not run. */
  get track(): MediaStreamTrack | null {
    return this.#output.stream.getAudioTracks()[0] ?? null;
  }

  /** Where the browser has no way to play sound, a mix may never run. */
  get isRunning(): boolean {
    return this.#context.state === "running";
  }

  /** Call it in a click: a context made outside one may sleep until then. */
  wake(): void {
    if (this.#context.state === "closed" || this.isRunning) return;
    this.#context.resume().catch(() => {
      // It stays as it is, and `isRunning` says so.
    });
  }

  set(input: SoundInput, track: MediaStreamTrack | null): void {
    this.#inputs.get(input)?.disconnect();
    this.#inputs.delete(input);
    if (track === null) return;
    const node = this.#context.createMediaStreamSource(new MediaStream([track]));
    node.connect(this.#limiter);
    if (input === "microphone") node.connect(this.#meter);
    this.#inputs.set(input, node);
  }

  /** How loud the microphone is now, 0 to 1; exactly 0 where it gives no sound at all. */
  level(): number {
    if (!this.#inputs.has("microphone")) return 0;
    this.#meter.getFloatTimeDomainData(this.#samples);
    return levelOf(this.#samples);
  }

  /** Whether the microphone gives zeros only: even a quiet room is louder. */
  givesNothing(): boolean {
    if (!this.#inputs.has("microphone")) return false;
    this.#meter.getFloatTimeDomainData(this.#samples);
    return this.#samples.every((sample) => sample === 0);
  }

  close(): void {
    for (const input of ["microphone", "system"] as const) this.set(input, null);
    this.#context.close().catch(() => {
      // It is closed already.
    });
  }
}
