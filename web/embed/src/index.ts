/** Talks to a VideoFlow player in a frame by postMessage. */

/** What happened in the player. `time` comes four times a second while it plays. */
export type PlayerEvent = "play" | "pause" | "seeked" | "time" | "ended";

/** Where the video stands then, in seconds; `duration` is null while it is not known. */
export interface Moment {
  seconds: number;
  duration: number | null;
}

export interface Player {
  /** A browser may want a press in the frame before it plays with sound. */
  play(): void;
  pause(): void;
  /** Throws RangeError for what is no position. */
  seek(seconds: number): void;
  /** Where it stands, as it last said. */
  readonly seconds: number;
  readonly duration: number | null;
  /** Returns what ends the listening. */
  on(event: PlayerEvent, listener: (moment: Moment) => void): () => void;
  /** Hears nothing any more. */
  disconnect(): void;
}

interface Said extends Moment {
  from: "videoflow";
  event: PlayerEvent | "ready";
}

function isSaid(data: unknown): data is Said {
  return typeof data === "object" && data !== null && (data as { from?: unknown }).from === "videoflow";
}

/** Resolves once the player in the frame can be asked; rejects where it says nothing for `patience` milliseconds. */
export function connect(frame: HTMLIFrameElement, patience = 30_000): Promise<Player> {
  const origin = new URL(frame.src, document.baseURI).origin;
  const listeners = new Map<PlayerEvent, Set<(moment: Moment) => void>>();
  let moment: Moment = { seconds: 0, duration: null };
  let ready: (() => void) | null = null;

  const ask = (wish: object): void => frame.contentWindow?.postMessage({ to: "videoflow", ...wish }, origin);

  function hear({ source, origin: from, data }: MessageEvent<unknown>): void {
    if (source !== frame.contentWindow || from !== origin || !isSaid(data)) return;
    moment = { seconds: data.seconds, duration: data.duration };
    ready?.();
    if (data.event !== "ready") for (const listener of listeners.get(data.event) ?? []) listener(moment);
  }

  const player: Player = {
    play: () => ask({ do: "play" }),
    pause: () => ask({ do: "pause" }),
    seek(seconds) {
      if (!Number.isFinite(seconds) || seconds < 0) throw new RangeError(`not a position: ${seconds}`);
      ask({ do: "seek", seconds });
    },
    get seconds() {
      return moment.seconds;
    },
    get duration() {
      return moment.duration;
    },
    on(event, listener) {
      const mine = listeners.get(event) ?? new Set();
      listeners.set(event, mine.add(listener));
      return () => void mine.delete(listener);
    },
    disconnect: () => window.removeEventListener("message", hear),
  };

  window.addEventListener("message", hear);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      player.disconnect();
      reject(new Error("The player in the frame did not answer."));
    }, patience);
    ready = () => {
      clearTimeout(timer);
      ready = null;
      resolve(player);
    };
    // Whoever comes after it said that it is ready is told when it is asked.
    ask({ do: "hello" });
  });
}
