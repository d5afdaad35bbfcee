/**
 * Plays a recording while it is made.
 *
 * 1. It begins with the last frames, and stays as far behind as the chunks are long (live-clock.ts).
 * 2. Whoever goes back to what is not here any more gets it a page at a time, until that has come to what is new.
 * 3. After a loss it asks for what is new again; a gap in what came is passed over.
 * 4. At the end nothing more is asked for: the element plays what it has, and whoever shows it goes on from there.
 */
import { LiveClock } from "./live-clock";
import type { LiveMessage } from "./live-messages";
import { LiveSocket } from "./live-socket";
import { ViewStore, type LiveView } from "./live-view";
import { MediaFeed } from "./media-feed";
import { Pager } from "./pager";

const LOOK_MS = 250;
/** Nothing came for so long, in seconds: the recorder pauses, or is gone. */
const QUIET = 5;
/** Seconds behind the end at which the picture is no longer what happens now. */
const BEHIND = 4;

type Mode = "live" | "paging" | "back";

export class LivePlayer {
  readonly #video: HTMLVideoElement;
  readonly #feed: MediaFeed;
  readonly #socket: LiveSocket;
  readonly #clock = new LiveClock();
  readonly #gone = new AbortController();
  readonly #pager: Pager;
  readonly #shown = new ViewStore();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly subscribe = this.#shown.subscribe;
  #mode: Mode = "live";
  #request = 0;
  #answered = 0;
  /** Where to begin once there are frames; null: there is nothing to go to. */
  #target: number | null = null;
  #fresh = true;
  #cameAt = 0;
  #wantsToPlay = true;
  #burst = false;

  constructor(video: HTMLVideoElement, videoId: string) {
    this.#video = video;
    this.#feed = new MediaFeed(video, {
      grew: () => this.#grew(),
      unplayable: () => this.#shown.show({ phase: "unplayable" }),
      full: () => this.#ask("back", { type: "seek", time: this.#video.currentTime }),
    });
    this.#socket = new LiveSocket(videoId, {
      opened: () => this.#opened(),
      message: (message) => this.#heard(message),
      bytes: (bytes) => this.#got(bytes),
      over: () => this.#over(),
    });
    this.#pager = new Pager(() => this.last - video.currentTime, (offset) => this.#socket.ask({ type: "more", offset }, this.#request));
    const { signal } = this.#gone;
    video.addEventListener("seeking", () => this.#sought(), { signal });
    video.addEventListener("pause", () => this.#paused(), { signal });
    video.addEventListener("play", () => (this.#wantsToPlay = true), { signal });
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  get view(): LiveView {
    return this.#shown.now;
  }

  /** The last second there are frames of. */
  get last(): number {
    return this.#feed.last;
  }

  play(): void {
    this.#wantsToPlay = true;
    void this.#start();
  }

  pause(): void {
    this.#video.pause();
  }

  unmute(): void {
    this.#video.muted = false;
    this.#shown.show({ silenced: false });
  }

  goLive(): void {
    this.#wantsToPlay = true;
    this.#ask("live", { type: "live" });
  }

  /** Goes to a second of the recording. */
  seek(seconds: number): void {
    const to = Math.max(0, Math.min(seconds, this.#shown.now.edge));
    if (this.#feed.bufferedTo(to) > to) {
      this.#mode = this.#mode === "paging" ? "paging" : this.#feed.last - to > BEHIND ? "back" : this.#mode;
      this.#video.currentTime = to;
      return;
    }
    this.#target = to;
    this.#ask("paging", { type: "seek", time: to });
  }

  close(): void {
    this.#gone.abort();
    clearInterval(this.#timer);
    this.#pager.stop();
    this.#socket.close();
    this.#feed.close();
  }

  /** By the keyboard, or a comment: to where nothing is here yet. */
  #sought(): void {
    const { currentTime } = this.#video;
    if (this.#target === null && this.#feed.bufferedTo(currentTime) <= currentTime && currentTime < this.#feed.last) this.seek(currentTime);
  }

  #paused(): void {
    if (this.#video.ended || this.#target !== null) return;
    this.#wantsToPlay = false;
    if (this.#mode === "live") this.#mode = "back";
  }

  // ---- what comes ----------------------------------------------------------------------------------------------------

  #opened(): void {
    this.#clock.forget();
    if (this.#mode === "paging") return this.#ask("paging", { type: "seek", time: this.#video.currentTime });
    this.#request += 1;
    // What is here stays: what comes lies over it, or behind a gap.
    this.#fresh = this.#answered === 0;
    this.#socket.ask({ type: "live" }, this.#request);
  }

  #ask(mode: Mode, request: { type: "live" } | { type: "seek"; time: number }): void {
    this.#pager.stop();
    this.#mode = request.type === "seek" ? "paging" : mode;
    this.#request += 1;
    this.#fresh = true;
    if (request.type === "live") this.#target = null;
    this.#clock.forget();
    this.#socket.ask(request, this.#request);
  }

  #heard(message: LiveMessage): void {
    switch (message.type) {
      case "hello":
        return this.#shown.show({ edge: Math.max(this.#shown.now.edge, message.edge) });
      case "edge":
        return this.#shown.show({ edge: message.time });
      case "start":
        return this.#begin(message);
      case "page":
        this.#shown.show({ edge: message.edge });
        if (this.#mode === "paging") this.#pager.came(message.offset);
        return;
      case "live":
        if (this.#mode === "paging" && this.#answered === this.#request) this.#mode = "back";
        return;
      case "ended":
        this.#feed.end();
        if (message.reason === "unusable") this.#shown.show({ phase: "unplayable" });
        return;
      case "error":
        return;
    }
  }

  #begin({ request, mime, begins, time }: Extract<LiveMessage, { type: "start" }>): void {
    this.#answered = request;
    if (request !== this.#request) return;
    if (this.#fresh && this.#target === null && this.#mode === "live") this.#target = time;
    if (this.#target !== null) this.#target = Math.max(this.#target, time);
    this.#feed.begin(mime, begins, this.#fresh);
    this.#fresh = false;
  }

  #got(bytes: ArrayBuffer): void {
    if (this.#answered !== this.#request) return;
    this.#cameAt = performance.now() / 1000;
    this.#burst = this.#clock.came(this.#cameAt) || this.#burst;
    this.#feed.append(bytes);
  }

  // ---- what is seen --------------------------------------------------------------------------------------------------

  #grew(): void {
    const { last } = this.#feed;
    if (last > this.#shown.now.edge) this.#shown.show({ edge: last });
    if (this.#target !== null) this.#arrive();
    else if (this.#burst && this.#mode === "live") this.#keepUp();
    this.#burst = false;
  }

  /** Begins to play, once there is something in hand. */
  #arrive(): void {
    const { last } = this.#feed;
    const target = this.#target ?? 0;
    if (last <= target + 0.1) return;
    this.#target = null;
    this.#video.playbackRate = 1;
    this.#video.currentTime = this.#mode === "live" ? Math.max(target, last - this.#clock.aim) : target;
    if (this.#wantsToPlay) void this.#start();
  }

  #keepUp(): void {
    const { last } = this.#feed;
    const what = this.#clock.correct(last - this.#video.currentTime, this.#video.playbackRate);
    if (what === "jump") this.#video.currentTime = Math.max(0, last - this.#clock.aim);
    else this.#video.playbackRate = what.rate;
  }

  async #start(): Promise<void> {
    try {
      await this.#video.play();
      this.#shown.show({ phase: this.#shown.now.phase === "waiting" ? "playing" : this.#shown.now.phase });
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "NotAllowedError" || this.#video.muted) return;
      this.#video.muted = true;
      this.#shown.show({ silenced: true });
      await this.#start();
    }
  }

  #look(): void {
    const { currentTime, paused } = this.#video;
    const behind = this.#feed.last - currentTime;
    if (this.#mode === "back" && !paused && behind < BEHIND) this.#mode = "live";
    if (this.#mode !== "live" && this.#video.playbackRate !== 1 && behind > BEHIND) this.#video.playbackRate = 1;
    this.#passGap(currentTime);
    this.#feed.trim();
    const quiet = this.#cameAt > 0 && this.#mode === "live" && performance.now() / 1000 - this.#cameAt > QUIET;
    this.#shown.show({ isLive: this.#mode === "live" && !paused, quiet });
  }

  /** Where what is shown has ended and other frames come later. */
  #passGap(at: number): void {
    if (this.#target !== null || this.#video.seeking || this.#feed.bufferedTo(at) > at + 0.05) return;
    const next = this.#feed.nextAfter(at);
    if (next !== null) this.#video.currentTime = next + 0.01;
  }

  #over(): void {
    this.#pager.stop();
    this.#feed.end();
    this.#video.playbackRate = 1;
    if (this.#shown.now.phase === "playing") this.#shown.show({ phase: "ended", isLive: false, quiet: false });
  }
}
