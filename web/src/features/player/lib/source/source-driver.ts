/**
 * Puts sources into the video element: a plain URL, or an HLS engine. It can open the engine of the next source
 * while the last one plays, so that changing over waits for nothing but the first segment.
 */
import type { HlsEngine, HlsListener, HlsOptions, OpenHls } from "../hls/hls-engine";
import type { HlsSupport } from "../hls/hls-support";
import type { Quality, Rung } from "../quality/quality";
import type { Sound } from "../sound/sound";
import type { SourceKind } from "./source-state";

export interface DriverListener {
  onPrepared: (ready: boolean) => void;
  onError: () => void;
  onRungs: (rungs: readonly Rung[]) => void;
  onRung: (name: string | null) => void;
  onSounds: (sounds: readonly Sound[], current: string | null) => void;
}

interface Opened {
  url: string;
  engine: Promise<HlsEngine>;
  /** The last that was heard of them. */
  sounds: [sounds: readonly Sound[], current: string | null];
  close: () => void;
}

export class SourceDriver {
  private prepared: Opened | null = null;
  private playing: Opened | null = null;

  constructor(
    private readonly support: HlsSupport,
    private readonly openHls: OpenHls,
    private readonly listener: DriverListener,
  ) {}

  /** Loads the playlist at `url` beside what plays; null lets go of one that is no longer wanted. */
  prepare(url: string | null, options: HlsOptions): void {
    if (url === null) {
      this.drop();
    } else if (this.support === "native") {
      this.listener.onPrepared(true);
    } else {
      this.prepared ??= this.open(url, options);
    }
  }

  load(media: HTMLVideoElement, kind: SourceKind, url: string, position: number, options: HlsOptions): void {
    this.playing?.close();
    this.playing = null;
    this.listener.onRung(null);
    this.listener.onSounds([], null);
    if (kind === "original" || this.support === "native") {
      media.src = url;
      return;
    }
    const opened = this.prepared ?? this.open(url, options);
    this.prepared = null;
    this.playing = opened;
    this.tell(opened);
    void opened.engine.then(
      (engine) => this.playing === opened && engine.attach(media, position),
      () => this.fail(opened),
    );
  }

  renew(url: string): void {
    void this.playing?.engine.then((engine) => engine.renew(url)).catch(() => undefined);
  }

  choose(quality: Quality): void {
    this.toEach((engine) => engine.choose(quality));
  }

  chooseSound(name: string | null): void {
    this.toEach((engine) => engine.chooseSound(name));
  }

  close(): void {
    this.drop();
    this.playing?.close();
    this.playing = null;
  }

  private toEach(ask: (engine: HlsEngine) => void): void {
    for (const opened of [this.playing, this.prepared]) {
      void opened?.engine.then(ask).catch(() => undefined);
    }
  }

  /** Which sounds there are of what plays; of what is prepared nobody chooses yet. */
  private tell(opened: Opened): void {
    if (this.playing === opened) this.listener.onSounds(...opened.sounds);
  }

  private drop(): void {
    this.prepared?.close();
    this.prepared = null;
  }

  private open(url: string, options: HlsOptions): Opened {
    const listener: HlsListener = {
      onReady: (rungs) => {
        if (closed) return;
        this.listener.onRungs(rungs);
        if (this.prepared === opened) this.listener.onPrepared(true);
      },
      onRung: (name) => this.playing === opened && this.listener.onRung(name),
      onSounds: (sounds, current) => {
        if (closed) return;
        opened.sounds = [sounds, current];
        this.tell(opened);
      },
      onFailed: () => this.fail(opened),
    };
    let closed = false;
    const engine = this.openHls(url, options, listener);
    const opened: Opened = {
      url,
      engine,
      sounds: [[], null],
      close: () => {
        closed = true;
        void engine.then((each) => each.destroy()).catch(() => undefined);
      },
    };
    engine.catch(() => this.fail(opened));
    return opened;
  }

  private fail(opened: Opened): void {
    if (this.prepared === opened) {
      this.drop();
      this.listener.onPrepared(false);
    } else if (this.playing === opened) {
      this.listener.onError();
    }
  }
}
