/** A recording that is watched while it is made; over the finished video at its end, until that shows the same. */
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore, type ReactNode } from "react";

import { showToast } from "@/components/toast-store";
import { handOver } from "@/features/live/lib/hand-over";
import { LivePlayer } from "@/features/live/lib/live-player";
import { NOTHING_YET } from "@/features/live/lib/live-view";
import { usePlayerActions, useStoreRef } from "@/features/player/lib/use-player";
import type { Video } from "@/lib/api-types";
import { liveWords } from "@/words/live";
import { playerWords } from "@/words/player";

import type { Viewer } from "../../viewer";
import { LiveControls } from "./live-controls";
import { OverPicture } from "./over-picture";

const LOOK_MS = 50;

export interface LiveWatchProps {
  video: Video;
  /** The finished video is there, below this. */
  ready: boolean;
  /** In its place while there is nothing to see. */
  waiting: ReactNode;
  viewer: Viewer;
  /** Somebody draws. */
  drawing: boolean;
  onDrawn: () => void;
  onSaved: (id: number) => void;
  /** Nothing of it is needed any more. */
  onOver: () => void;
}

export function LiveWatch({ video, ready, waiting, viewer, drawing, onDrawn, onSaved, onOver }: LiveWatchProps) {
  const film = useRef<HTMLVideoElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const setMedia = useStoreRef("media");
  const setFullscreen = useStoreRef("fullscreen");
  const { seek } = usePlayerActions();
  const [player, setPlayer] = useState<LivePlayer | null>(null);
  const view = useSyncExternalStore(player?.subscribe ?? never, () => player?.view ?? NOTHING_YET);
  const shown = view.phase === "playing" || view.phase === "ended";

  useEffect(() => {
    const element = film.current;
    if (element === null) return undefined;
    const made = new LivePlayer(element, video.id);
    setMedia(element);
    setPlayer(made);
    return () => made.close();
  }, [video.id, setMedia]);

  const goOn = useEffectEvent(async (signal: AbortSignal) => {
    const live = film.current;
    const finished = await elementOf(root.current, signal);
    if (live === null || finished === null) return;
    const playing = player !== null && shown;
    if (playing) await handOver({ live, last: () => player.last, finished, seek, signal });
    if (!signal.aborted) onOver();
  });
  useEffect(() => {
    if (!ready) return undefined;
    const going = new AbortController();
    goOn(going.signal).catch(() => showToast(liveWords.notGoneOn, "trouble"));
    return () => going.abort();
  }, [ready]);

  const overIt = ready ? "absolute inset-0 z-10" : "relative";
  return (
    <div ref={root} className={overIt} data-live-phase={view.phase}>
      {!shown && waiting}
      <div
        ref={setFullscreen}
        role="region"
        aria-label={playerWords.video(video.title)}
        data-theme="dark"
        hidden={!shown}
        className="relative aspect-video overflow-hidden bg-black text-white select-none lg:rounded-[14px] lg:shadow-card [&:fullscreen]:aspect-auto [&:fullscreen]:rounded-none"
      >
        <video ref={film} data-live playsInline className="size-full object-contain" onClick={() => player && toggle(film.current, player)} />
        {shown && <OverPicture video={video} viewer={viewer} film={film} drawing={drawing} onClose={onDrawn} onSaved={onSaved} />}
        {shown && player !== null && <LiveControls film={film} player={player} view={view} />}
      </div>
    </div>
  );
}

/** The finished video's element, which comes with its player. */
async function elementOf(root: HTMLElement | null, signal: AbortSignal): Promise<HTMLVideoElement | null> {
  for (;;) {
    const found = root?.parentElement?.querySelector<HTMLVideoElement>("video:not([data-live])") ?? null;
    if (signal.aborted) return null;
    if (found !== null && found.readyState >= HTMLMediaElement.HAVE_METADATA) return found;
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_MS);
    });
  }
}

function toggle(film: HTMLVideoElement | null, player: LivePlayer): void {
  if (film?.paused === true) player.play();
  else player.pause();
}

function never(): () => void {
  return () => undefined;
}
