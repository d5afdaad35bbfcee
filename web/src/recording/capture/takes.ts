/**
 * A recording's takes, one after the other: a recorder that gives nothing, or stops giving, is started again.
 *
 * 1. `Silence` tells when two chunks' time, or six seconds, have passed without a byte. Where the picture stands still,
 *    that is no fault.
 * 2. The silent take is ended; what it still gives comes first.
 * 3. The next one starts on the same tracks with another type: of the same container once there are bytes, for they are
 *    one file; the server joins the takes of it.
 * 4. A take that was started for that and gives nothing either ends the attempts: the recorder has failed. Only where
 *    nobody can tell a still picture from a dead recorder, and there are bytes already, it is left to the person.
 */

import { browserClock, type TakeClock } from "./clock";
import { containerOf, recordableTypes, tracksOf } from "./mime";
import { Pace } from "./pace";
import { isStill, picturesOf } from "./pictures";
import { Silence } from "./silence";
import { Take, type NewRecorder } from "./take";

/** So often a recorder is started again that always gives something, and then no more. */
const RESTARTS = 3;
/**
 * However short the chunks are, a recorder has twice this time: on a busy machine Firefox needs more than two seconds until
 * the sound's device is open, and a recorder started again for that would leave a gap.
 */
const LEAST_SILENCE_MS = 3_000;

export interface TakesEvents {
  /** A take begins now: the chunks from here on are its, once those of the one before are all there. */
  began?(): void;
  /** Never empty; in order. `type` is what the bytes were really recorded in. */
  chunk(bytes: Blob, type: string): void;
  /** The recorder gives nothing and was started again, or nobody can tell why it is silent; `false`: bytes came. */
  quiet(isQuiet: boolean): void;
  failed(error: unknown): void;
  /** After the last chunk; once. */
  stopped(): void;
}

export interface TakesDeps {
  create?: NewRecorder;
  clock: TakeClock;
  typesOf(stream: MediaStream): string[];
}

const BROWSER: TakesDeps = { clock: browserClock, typesOf: (stream) => recordableTypes(tracksOf(stream)) };

/** The recorder gave nothing, although it was started again. */
export class SilentRecorder extends Error {
  /** Whether it had given something before. */
  readonly gaveBefore: boolean;

  constructor(gaveBefore: boolean) {
    super("The recorder gives nothing.");
    this.name = "SilentRecorder";
    this.gaveBefore = gaveBefore;
  }
}

export class Takes {
  readonly #chunkMs: number;
  readonly #events: TakesEvents;
  readonly #deps: TakesDeps;
  #stream: MediaStream;
  readonly #pace: Pace;
  #take: Take;
  #silence: Silence;
  /** The type of the first bytes; null before. */
  #given: string | null = null;
  #pictures: number | null = null;
  #restarts = 0;
  #quiet = false;
  /** What begins once the current take has given its last bytes. */
  #next: (() => void) | null = null;
  #stopping = false;
  #paused = false;

  /** Starts the first take. Throws what the browser throws where it records in none of its types. */
  constructor(stream: MediaStream, chunkMs: number, events: TakesEvents, deps: TakesDeps = BROWSER) {
    this.#stream = stream;
    this.#chunkMs = chunkMs;
    this.#events = events;
    this.#deps = deps;
    this.#pace = new Pace(deps.clock, chunkMs, () => this.#take.nudge());
    [this.#take, this.#silence] = this.#begin(deps.typesOf(stream));
  }

  get mimeType(): string {
    return this.#given ?? this.#take.mimeType;
  }

  /** How long chunks should be just now, in ms; null: as long as usual. */
  pace(chunkMs: number | null): void {
    if (!this.#stopping) this.#pace.ask(chunkMs);
  }

  pause(): void {
    this.#paused = true;
    this.#silence.stop();
    this.#take.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#take.resume();
    this.#silence.listen();
  }

  stop(): void {
    this.#stopping = true;
    this.#pace.stop();
    this.#next = null;
    this.#silence.stop();
    this.#take.stop();
  }

  /** Stops without a word: what it still holds is not wanted. */
  drop(): void {
    this.#stopping = true;
    this.#pace.stop();
    this.#silence.stop();
    this.#take.drop();
  }

  /** Goes on with other tracks: a microphone came or went. */
  goOnWith(stream: MediaStream): void {
    if (this.#stopping) return;
    this.#stream = stream;
    this.#end(() => this.#restart(this.#sameContainer()));
  }

  #begin(types: readonly string[]): [Take, Silence] {
    const { create, clock } = this.#deps;
    const events = {
      chunk: (bytes: Blob) => this.#pass(bytes),
      failed: (error: unknown) => this.#events.failed(error),
      stopped: () => this.#takeStopped(),
    };
    this.#events.began?.();
    const take = Take.start(this.#stream, types, this.#chunkMs, events, create, clock);
    this.#pictures = picturesOf(this.#stream);
    return [take, new Silence(clock, Math.max(this.#chunkMs, LEAST_SILENCE_MS), { nudge: () => this.#take.nudge(), silent: () => this.#silent() })];
  }

  #pass(bytes: Blob): void {
    this.#silence.bytesCame();
    this.#pictures = picturesOf(this.#stream);
    this.#given ??= this.#take.mimeType;
    this.#say(false);
    this.#events.chunk(bytes, this.#given);
  }

  #silent(): void {
    const still = this.#given === null ? false : isStill(this.#stream, this.#pictures);
    if (still === true) return;
    const hopeless = this.#restarts >= RESTARTS || (this.#restarts > 0 && !this.#silence.gave);
    if (!hopeless) {
      this.#restarts += 1;
      const silent = this.#take.asked;
      this.#say(true);
      return this.#end(() => this.#restart(inAnother(this.#given === null ? this.#types() : this.#sameContainer(), silent)));
    }
    if (still === "unknown") return this.#say(true);
    this.#silence.stop();
    this.#events.failed(new SilentRecorder(this.#given !== null));
  }

  #types(): string[] {
    return this.#deps.typesOf(this.#stream);
  }

  #sameContainer(): string[] {
    const { mimeType } = this;
    return this.#types().filter((type) => containerOf(type) === containerOf(mimeType));
  }

  #end(next: () => void): void {
    this.#next = next;
    this.#silence.stop();
    this.#take.stop();
  }

  #restart(types: readonly string[]): void {
    try {
      [this.#take, this.#silence] = this.#begin(types);
    } catch (error) {
      this.#stopping = true;
      this.#events.failed(error);
      this.#events.stopped();
      return;
    }
    if (this.#paused) this.pause();
  }

  #takeStopped(): void {
    const next = this.#next;
    this.#next = null;
    this.#silence.stop();
    if (next === null || this.#stopping) this.#events.stopped();
    else next();
  }

  #say(quiet: boolean): void {
    if (quiet === this.#quiet) return;
    this.#quiet = quiet;
    this.#events.quiet(quiet);
  }
}

/** The types to try after one that was silent: others first, it again where there is no other. */
function inAnother(types: readonly string[], silent: string): string[] {
  const others = types.filter((type) => type !== silent);
  return others.length > 0 ? others : [...types];
}
