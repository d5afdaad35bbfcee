/** hls.js behind what the player needs of it. It is loaded with the library, when that is first needed. */
import type HlsType from "hls.js";
import type { Level, LoaderCallbacks, LoaderConfiguration, LoaderContext, LoadPolicy, RetryConfig } from "hls.js";

import { rungFor, type Quality, type Rung } from "../quality/quality";
import type { Sound } from "../sound/sound";
import { AddressBook } from "./address-book";

/** Before the first play only what shows the first picture; afterwards enough to bridge a bad minute. */
const BUFFER_WAITING_SECONDS = 4;
const BUFFER_PLAYING_SECONDS = 30;
/** A screen must be readable from the first picture on; a slower line is noticed within a segment. */
const ASSUMED_BITS_PER_SECOND = 4_000_000;

/** Until something is there to see, failing soon is better: the original may play. */
const HASTY = { maxNumRetry: 1, retryDelayMs: 300, maxRetryDelayMs: 300 };
/** What plays has a buffer to wait with. */
const PATIENT = { maxNumRetry: 6, retryDelayMs: 1000, maxRetryDelayMs: 8000 };

export interface HlsListener {
  /** The playlist is loaded. Rungs from small to large. */
  onReady: (rungs: Rung[]) => void;
  /** The rung on screen became another. */
  onRung: (name: string | null) => void;
  /** The sounds there are to choose from, and the one that is heard. */
  onSounds: (sounds: Sound[], current: string | null) => void;
  /** hls.js gave up. */
  onFailed: () => void;
}

export interface HlsEngine {
  /** Plays in `media`, beginning at `position` (seconds). */
  attach: (media: HTMLVideoElement, position: number) => void;
  choose: (quality: Quality) => void;
  /** By its name; null leaves it to the playlist. */
  chooseSound: (name: string | null) => void;
  /** The same video under a fresh token. */
  renew: (url: string) => void;
  destroy: () => void;
}

export interface HlsOptions {
  quality: Quality;
  sound: string | null;
  /** The segments want the cookies that came with the playlists. */
  credentials: boolean;
}

export type OpenHls = (url: string, options: HlsOptions, listener: HlsListener) => Promise<HlsEngine>;

export const openHls: OpenHls = async (url, options, listener) => {
  const { default: Hls } = await import("hls.js");
  return new Engine(Hls, new URL(url, window.location.origin).href, options, listener);
};

class Engine implements HlsEngine {
  private readonly hls: HlsType;
  private readonly addresses: AddressBook;
  private quality: Quality;
  private sound: string | null;
  private rungs: Rung[] = [];
  private media: HTMLVideoElement | null = null;
  private position = 0;
  private readable = false;
  private rescued = false;
  /** A paused picture is drawn anew when its other rung is there. */
  private redraws = false;

  constructor(
    Hls: typeof HlsType,
    url: string,
    { quality, sound, credentials }: HlsOptions,
    listener: HlsListener,
  ) {
    this.quality = quality;
    this.sound = sound;
    this.addresses = new AddressBook(url);
    this.hls = new Hls({
      autoStartLoad: false,
      capLevelToPlayerSize: true,
      maxBufferLength: BUFFER_WAITING_SECONDS,
      backBufferLength: 60,
      fragLoadPolicy: retrying(HASTY),
      abrEwmaDefaultEstimate: ASSUMED_BITS_PER_SECOND,
      loader: loaderFrom(Hls, this.addresses),
      xhrSetup: (request) => {
        request.withCredentials = credentials;
      },
    });
    this.listen(Hls, listener);
    this.hls.loadSource(url);
  }

  attach(media: HTMLVideoElement, position: number): void {
    this.media = media;
    this.position = position;
    media.addEventListener("play", this.onPlay, { once: true });
    this.hls.attachMedia(media);
    this.start();
  }

  choose(quality: Quality): void {
    this.quality = quality;
    if (!this.readable) return;
    const level = rungFor(quality, this.rungs);
    if (level < 0 || !this.media) this.hls.loadLevel = level;
    else if (!this.media.paused) {
      // What plays goes on while the other rung loads.
      this.hls.nextLevel = level;
    } else if (level !== this.hls.currentLevel) {
      this.redraws = true;
      this.hls.currentLevel = level;
    }
  }

  chooseSound(name: string | null): void {
    this.sound = name;
    const track = this.hls.audioTracks.findIndex((each) => each.name === name);
    if (track >= 0 && track !== this.hls.audioTrack) this.hls.audioTrack = track;
  }

  renew(url: string): void {
    void this.addresses.renew(url, async (playlist) => (await fetch(playlist)).text());
  }

  destroy(): void {
    this.media?.removeEventListener("play", this.onPlay);
    this.hls.destroy();
  }

  private readonly onPlay = (): void => {
    this.hls.config.maxBufferLength = BUFFER_PLAYING_SECONDS;
  };

  private start(): void {
    if (!this.readable || !this.media) return;
    if (!this.media.paused) this.onPlay();
    this.hls.startLoad(this.position > 0 ? this.position : -1);
  }

  private listenToSounds(Hls: typeof HlsType, listener: HlsListener): void {
    const { AUDIO_TRACKS_UPDATED, AUDIO_TRACK_SWITCHING } = Hls.Events;
    const tell = (current: string | null) =>
      listener.onSounds(this.hls.audioTracks.map(({ name, lang }) => ({ name, language: lang ?? null })), current);
    this.hls.on(AUDIO_TRACKS_UPDATED, () => {
      tell(this.hls.audioTracks[this.hls.audioTrack]?.name ?? null);
      this.chooseSound(this.sound);
    });
    this.hls.on(AUDIO_TRACK_SWITCHING, (_, { name }) => tell(name));
  }

  private listen(Hls: typeof HlsType, listener: HlsListener): void {
    const { MANIFEST_PARSED, LEVEL_SWITCHED, FRAG_BUFFERED, ERROR } = Hls.Events;
    this.listenToSounds(Hls, listener);
    this.hls.on(MANIFEST_PARSED, (_, { levels }) => {
      // Sound alone has no rungs to choose from.
      this.rungs = levels.some(({ height }) => height > 0) ? levels.map(rungOf) : [];
      this.readable = true;
      const level = rungFor(this.quality, this.rungs);
      if (level >= 0) this.hls.loadLevel = level;
      listener.onReady(this.rungs);
      this.start();
    });
    this.hls.on(LEVEL_SWITCHED, (_, { level }) => listener.onRung(this.rungs[level]?.name ?? null));
    this.hls.on(FRAG_BUFFERED, (_, { frag }) => {
      const { media } = this;
      this.hls.config.fragLoadPolicy = retrying(PATIENT);
      const kind: string = frag.type;
      if (!this.redraws || !media || kind !== "main") return;
      if (frag.start > media.currentTime || frag.end < media.currentTime) return;
      this.redraws = false;
      media.currentTime += 0;
    });
    this.hls.on(ERROR, (_, { fatal, type }) => {
      if (!fatal) return;
      if (type === Hls.ErrorTypes.MEDIA_ERROR && !this.rescued && this.media) {
        this.rescued = true;
        this.hls.recoverMediaError();
      } else listener.onFailed();
    });
  }
}

/** Rungs are named by their playlists, `…/720p.m3u8`; any other by its height. */
function rungOf({ uri, width, height }: Pick<Level, "uri" | "width" | "height">): Rung {
  const named = /\/(\d+p)\.m3u8(?:$|\?)/.exec(uri)?.[1];
  return { name: named ?? `${Math.min(width, height)}p`, height };
}

function retrying(retry: RetryConfig): LoadPolicy {
  return {
    default: { maxTimeToFirstByteMs: 10_000, maxLoadTimeMs: 120_000, timeoutRetry: retry, errorRetry: retry },
  };
}

function loaderFrom(Hls: typeof HlsType, addresses: AddressBook) {
  return class extends Hls.DefaultConfig.loader {
    override load(context: LoaderContext, config: LoaderConfiguration, callbacks: LoaderCallbacks<LoaderContext>): void {
      context.url = addresses.newest(context.url);
      super.load(context, config, callbacks);
    }
  };
}
