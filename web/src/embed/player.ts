/** The video in its frame, by the browser's own controls. hls.js comes when somebody wants to see it. */
import { hlsSupport } from "@/features/player/lib/hls/hls-support";
import { sharingWords } from "@/words/sharing";

import { element } from "./drawing";
import type { Opened } from "./link";

type Playable = Opened & { kind: "playable" };

/** `again` asks for the link's fresh addresses; null where there are none any more. */
export function showPlayer(
  root: HTMLElement,
  opened: Playable,
  startAt: number,
  page: string,
  again: () => Promise<Playable | null>,
): HTMLVideoElement {
  const { title, playback } = opened;
  document.title = title;
  const video = element("video", { controls: true, playsInline: true, preload: "none" });
  const still = startAt > 0 ? playback.poster_url : (playback.first_still_url ?? playback.poster_url);
  if (still !== null) video.poster = still;
  video.setAttribute("aria-label", title);
  const big = element("button", { type: "button", className: "play", ariaLabel: sharingWords.playWhat(title) });
  const link = element("a", { href: page, target: "_blank", rel: "noopener", className: "title" }, title);
  root.replaceChildren(video, link, big);

  const source = new Source(video, startAt, again);
  const begin = (): void => {
    void source.begin(opened);
    void video.play().catch(() => undefined);
  };
  big.addEventListener("click", begin);
  // Also by the page around it, by a key, or by the controls.
  video.addEventListener("play", () => {
    big.remove();
    void source.begin(opened);
  });
  video.addEventListener("playing", () => root.classList.add("plays"));
  video.addEventListener("pause", () => root.classList.remove("plays"));
  return video;
}

/** What the video plays: HLS where there is some, else the original; a fresh address of it when one has run out. */
class Source {
  private begun = false;
  private mending = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly startAt: number,
    private readonly again: () => Promise<Playable | null>,
  ) {
    video.addEventListener("error", () => void this.mend());
  }

  async begin({ playback }: Playable): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    const support = hlsSupport();
    // Cookies do not come along in other pages' frames, and some stores' segments want them.
    if (playback.hls_url === null || playback.hls_credentials || support === "none") this.point(playback.url, this.startAt);
    else if (support === "native") this.point(playback.hls_url, this.startAt);
    else await this.adapt(playback.hls_url, playback.url);
  }

  private async adapt(url: string, original: string): Promise<void> {
    const { openHls } = await import("@/features/player/lib/hls/hls-engine");
    const engine = await openHls(
      url,
      { quality: "auto", sound: null, credentials: false },
      {
        onReady: () => undefined,
        onRung: () => undefined,
        onSounds: () => undefined,
        onFailed: () => {
          const at = this.video.currentTime;
          engine.destroy();
          this.point(original, at > 0 ? at : this.startAt);
        },
      },
    );
    engine.attach(this.video, this.startAt);
    await this.video.play().catch(() => undefined);
  }

  private point(url: string, at: number): void {
    this.video.src = url;
    if (at > 0) this.video.addEventListener("loadedmetadata", () => (this.video.currentTime = at), { once: true });
    void this.video.play().catch(() => undefined);
  }

  /** Once for each fault: an address that ran out is another one when it is asked for again. */
  private async mend(): Promise<void> {
    if (this.mending || !this.begun || this.video.src.startsWith("blob:")) return;
    this.mending = true;
    const at = this.video.currentTime;
    const fresh = await this.again();
    if (fresh !== null) this.point(fresh.playback.url, at);
    setTimeout(() => (this.mending = false), 5_000);
  }
}
