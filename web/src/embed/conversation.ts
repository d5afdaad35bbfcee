/**
 * What a frame and the page around it say to each other.
 *
 * The page: {to: "videoflow", do: "hello" | "play" | "pause" | "seek", seconds?}. The frame: {from: "videoflow", event: "ready" |
 * "play" | "pause" | "seeked" | "time" | "ended", seconds, duration}, the time four times a second while it plays. Only
 * the page around is listened to; which pages those may be is for `frame-ancestors` to say.
 */

export type Wish = { do: "hello" } | { do: "play" } | { do: "pause" } | { do: "seek"; seconds: number };

/** Null for whatever else pages say to each other. */
export function wishIn(said: unknown): Wish | null {
  if (typeof said !== "object" || said === null) return null;
  const { to, do: wanted, seconds } = said as Record<string, unknown>;
  if (to !== "videoflow") return null;
  if (wanted === "hello" || wanted === "play" || wanted === "pause") return { do: wanted };
  const sound = wanted === "seek" && typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0;
  return sound ? { do: "seek", seconds } : null;
}

const EVENTS = { play: "play", pause: "pause", seeked: "seeked", timeupdate: "time", ended: "ended" } as const;

export function answerTo(page: Window, video: HTMLVideoElement): void {
  const tell = (event: string): void => {
    const duration = Number.isFinite(video.duration) ? video.duration : null;
    page.postMessage({ from: "videoflow", event, seconds: video.currentTime, duration }, "*");
  };
  for (const [name, event] of Object.entries(EVENTS)) video.addEventListener(name, () => tell(event));
  window.addEventListener("message", ({ source, data }: MessageEvent<unknown>) => {
    const wish = source === page ? wishIn(data) : null;
    if (wish?.do === "hello") tell("ready");
    else if (wish !== null) follow(video, wish);
  });
  tell("ready");
}

function follow(video: HTMLVideoElement, wish: Exclude<Wish, { do: "hello" }>): void {
  switch (wish.do) {
    case "play":
      // A browser may want a press first; then the frame stays as it is.
      void video.play().catch(() => undefined);
      break;
    case "pause":
      video.pause();
      break;
    case "seek":
      video.currentTime = wish.seconds;
  }
}
