/** The recording's sound: one source as it is, two of them mixed, where the browser's mix runs. */

import { browserClock, type TakeClock } from "../capture/clock";
import type { Cancel } from "../chunk-upload/types";
import { AudioMix, type SoundInput } from "./audio-mix";
import { MicrophoneWatch } from "./microphone-watch";

const LOOK_EVERY_MS = 500;
/** A mix that stops is given so long to come back. */
const MIX_GONE_MS = 1_000;

export interface SoundEvents {
  /** What is recorded is not the sound any more: ask for the track again. */
  changed(): void;
  /** The microphone gives nothing, or something again. */
  microphone(silent: boolean): void;
}

export type Mix = Pick<AudioMix, "track" | "isRunning" | "wake" | "set" | "level" | "givesNothing" | "close">;

export class Sound {
  readonly #events: SoundEvents;
  readonly #newMix: () => Mix;
  readonly #clock: TakeClock;
  readonly #tracks = new Map<SoundInput, MediaStreamTrack>();
  #mix: Mix | null = null;
  /** The track that is being recorded; undefined while nothing is. */
  #recorded: MediaStreamTrack | null | undefined = undefined;
  #muted = false;
  #watch = new MicrophoneWatch();
  #silent = false;
  #mixGoneSince: number | null = null;
  #cancelLook: Cancel = () => undefined;

  constructor(events: SoundEvents, newMix: () => Mix = () => new AudioMix(), clock: TakeClock = browserClock) {
    this.#events = events;
    this.#newMix = newMix;
    this.#clock = clock;
  }

  /** 0 to 1; null where nobody can tell. */
  level(): number | null {
    return this.#mix?.isRunning === true ? this.#mix.level() : null;
  }

  /** Call it in a click. */
  wake(): void {
    this.#mix?.wake();
  }

  set(input: SoundInput, track: MediaStreamTrack | null): void {
    if (track === null) this.#tracks.delete(input);
    else this.#tracks.set(input, track);
    if (input === "microphone") {
      this.#applyMute();
      this.#watch = new MicrophoneWatch();
    }
    if (track !== null) this.#mix ??= this.#newMix();
    this.#mix?.set(input, track);
    this.#mix?.wake();
    this.#compare();
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    this.#applyMute();
  }

  /** The track to record, or null. Whatever changes it from here on is told, until `unlock`. */
  lock(): MediaStreamTrack | null {
    this.#recorded = this.#choose();
    this.#mixGoneSince = null;
    this.#lookLater();
    return this.#recorded;
  }

  unlock(): void {
    this.#recorded = undefined;
    this.#cancelLook();
    this.#watch = new MicrophoneWatch();
    this.#say(false);
  }

  /** Whether a source is there and is not recorded. */
  get isMissing(): boolean {
    return this.#tracks.size > 1 && this.#recorded !== undefined && this.#recorded !== this.#mix?.track;
  }

  close(): void {
    this.unlock();
    this.#tracks.clear();
    this.#mix?.close();
    this.#mix = null;
    this.#muted = false;
  }

  #choose(): MediaStreamTrack | null {
    const mix = this.#mix?.isRunning === true ? this.#mix.track : null;
    // A mix that is being recorded stays while its sources come and go.
    if (mix !== null && (this.#tracks.size > 1 || mix === this.#recorded)) return mix;
    // Where only one can be had, it is the voice.
    return this.#tracks.get("microphone") ?? this.#tracks.get("system") ?? null;
  }

  #compare(): void {
    if (this.#recorded !== undefined && this.#choose() !== this.#recorded) this.#events.changed();
  }

  #applyMute(): void {
    const track = this.#tracks.get("microphone");
    if (track !== undefined) track.enabled = !this.#muted;
  }

  #lookLater(): void {
    this.#cancelLook();
    this.#cancelLook = this.#clock.after(LOOK_EVERY_MS, () => {
      this.#lookLater();
      this.#lookAtMicrophone();
      this.#lookAtMix();
    });
  }

  #lookAtMicrophone(): void {
    const track = this.#tracks.get("microphone");
    if (track === undefined || this.#muted) return this.#say(false);
    const zeros = this.#mix?.isRunning === true ? this.#mix.givesNothing() : null;
    this.#say(this.#watch.look({ withheld: track.muted, zeros }, this.#clock.now));
  }

  /** The system may take the sound away, as for a telephone call: a mix that sleeps records silence. */
  #lookAtMix(): void {
    if (this.#mix === null || this.#recorded === undefined || this.#recorded !== this.#mix.track) return;
    if (this.#mix.isRunning) return void (this.#mixGoneSince = null);
    this.#mix.wake();
    this.#mixGoneSince ??= this.#clock.now;
    if (this.#clock.now - this.#mixGoneSince >= MIX_GONE_MS) this.#compare();
  }

  #say(silent: boolean): void {
    if (silent === this.#silent) return;
    this.#silent = silent;
    this.#events.microphone(silent);
  }
}
