/** Mixes microphone and system sound into one track that stays the same while its sources come and go. */

import { levelOf } from "./level";

/** 21 ms at 48 kHz: short enough to follow speech. */
const WINDOW_SAMPLES = 1024;
const WAKE_WITHIN_MS = 1_000;

export class AudioMix {
  readonly #context = new AudioContext();
  readonly #output = this.#context.createMediaStreamDestination();
  readonly #meter = this.#context.createAnalyser();
  readonly #samples = new Float32Array(WINDOW_SAMPLES);
  readonly #inputs = new Map<"microphone" | "system", MediaStreamAudioSourceNode>();

  constructor() {
    this.#meter.fftSize = WINDOW_SAMPLES;
    // Two loud sources together must not clip.
    const limiter = new DynamicsCompressorNode(this.#context, { threshold: -3, knee: 2, ratio: 20, attack: 0.002 });
    limiter.connect(this.#output);
    this.#limiter = limiter;
  }

  readonly #limiter: AudioNode;

  /** The mixed track, for the recorder. */
  get track(): MediaStreamTrack | null {
    return this.#output.stream.getAudioTracks()[0] ?? null;
  }

  get isEmpty(): boolean {
    return this.#inputs.size === 0;
  }

  /** A context made outside a click sleeps, and a sleeping one gives the recorder nothing to write. */
  async wake(): Promise<void> {
    if (this.#context.state === "running") return;
    // Where the browser wants another click first, this would never resolve: the click on the record button will do.
    await Promise.race([this.#context.resume(), new Promise((resolve) => setTimeout(resolve, WAKE_WITHIN_MS))]);
  }

  set(input: "microphone" | "system", stream: MediaStream | null): void {
    this.#inputs.get(input)?.disconnect();
    this.#inputs.delete(input);
    if (stream === null || stream.getAudioTracks().length === 0) return;
    const node = this.#context.createMediaStreamSource(new MediaStream(stream.getAudioTracks()));
    node.connect(this.#limiter);
    if (input === "microphone") node.connect(this.#meter);
    this.#inputs.set(input, node);
  }

  /** How loud the microphone is now, 0 to 1. */
  level(): number {
    if (!this.#inputs.has("microphone")) return 0;
    this.#meter.getFloatTimeDomainData(this.#samples);
    return levelOf(this.#samples);
  }

  close(): void {
    for (const input of ["microphone", "system"] as const) this.set(input, null);
    void this.#context.close();
  }
}
