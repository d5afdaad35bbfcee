/** The video with its own controls. It must stand inside PlayerProvider. */
import { useMediaSelector } from "media-chrome/react/media-store";
import { use, useCallback, useRef, useState, type PointerEvent, type ReactNode, type RefObject, type SyntheticEvent } from "react";

import type { Playback, Rendition } from "@/lib/api-types";
import { stableUrl } from "@/lib/signed-url";
import { playerWords } from "@/words/player";

import type { Marker } from "../lib/cluster-markers";
import { settleDuration } from "../lib/indefinite-duration";
import { PlayerFactsContext } from "../lib/player-facts";
import type { TimelineStep } from "../lib/timeline-step";
import { useActive } from "../lib/use-active";
import { useChangeover } from "../lib/use-changeover";
import { usePlayerActions, useStoreRef } from "../lib/use-player";
import { useResume } from "../lib/use-resume";
import { liftVeil } from "../lib/veil";
import { Controls } from "./controls";
import { PlayOverlay } from "./play-overlay";
import { PlaybackFailure } from "./playback-failure";

interface PlayerProps {
  playback: Playback;
  /** The rungs there are or will be. */
  renditions: readonly Rendition[];
  title: string;
  steps: readonly TimelineStep[];
  markers: readonly Marker[];
  /** Seconds to begin at. */
  startAt?: number;
  /** Without being asked to, where the browser allows it. */
  playAtOnce?: boolean;
  /** Asks the API for the video again: its URL has run out or failed. */
  onRefresh: () => Promise<Playback | null>;
  onMarker: (marker: Marker) => void;
  onShowKeys: () => void;
  /** Moments to mark on the timeline. */
  finds?: readonly { timestamp: number }[];
  /** Somebody draws: nothing else stands over the picture. */
  drawing?: boolean;
  /** On the timeline. */
  marks: ReactNode;
  /** Over the picture, below the controls. */
  over: (video: RefObject<HTMLVideoElement | null>) => ReactNode;
}

const NO_FINDS: readonly { timestamp: number }[] = [];

export function Player(props: PlayerProps) {
  const { playback, renditions, title, steps, markers, startAt = 0, playAtOnce = false, onRefresh, onMarker, onShowKeys, finds = NO_FINDS } = props;
  // Who begins elsewhere sees the picture there; the library's poster is of another moment.
  const first = playback.first_still_url;
  const video = useRef<HTMLVideoElement>(null);
  const veil = useRef<HTMLCanvasElement>(null);
  const setMedia = useStoreRef("media");
  const setFullscreen = useStoreRef("fullscreen");
  const resume = useResume(startAt, playAtOnce);
  const { source, quality, chooseQuality, sound, chooseSound } = useChangeover({ video, veil, playback, renditions, resume, onRefresh });
  const actions = usePlayerActions();
  const { heldNow } = use(PlayerFactsContext);
  const [settling, setSettling] = useState(false);
  const settle = useRef<AbortController>(undefined);
  const { active, touch, leave } = useActive();
  const [menuOpen, setMenuOpen] = useState(false);
  const paused = useMediaSelector((state) => state.mediaPaused !== false);
  const shown = active || paused || menuOpen;

  const setVideo = useCallback(
    (element: HTMLVideoElement | null) => {
      video.current = element;
      setMedia(element);
    },
    [setMedia],
  );

  async function onMetadata(): Promise<void> {
    const element = video.current;
    if (!element) return;
    settle.current?.abort();
    const current = new AbortController();
    settle.current = current;
    if (source.kind === "original") {
      if (element.duration === Infinity) setSettling(true);
      await settleDuration(element, current.signal);
      if (current.signal.aborted) return;
    }
    setSettling(false);
    resume.restore(element);
    if (veil.current && !veil.current.hidden) {
      const aim = heldNow() ?? 0;
      liftVeil(veil.current, element, () => heldNow() ?? aim);
    }
  }

  function onPlaying(): void {
    source.actions.onHealthy();
    source.actions.onIdle(false);
  }

  function onPause(event: SyntheticEvent<HTMLVideoElement>): void {
    resume.onPause(event.currentTarget);
    source.actions.onIdle(true);
  }

  function onError(event: SyntheticEvent<HTMLVideoElement>): void {
    // hls.js repairs its own errors or says that it cannot.
    if (!event.currentTarget.src.startsWith("blob:")) source.actions.onError();
  }

  function onPress(event: PointerEvent): void {
    if (event.button !== 0) return;
    // A finger first brings the controls; a mouse has them already.
    if (event.pointerType === "mouse" || shown) actions.togglePlay();
    touch();
  }

  return (
    <div
      ref={setFullscreen}
      role="region"
      aria-label={playerWords.video(title)}
      data-theme="dark"
      onPointerMove={touch}
      onPointerLeave={(event) => event.pointerType === "mouse" && leave()}
      onFocus={touch}
      onKeyDown={touch}
      className={`relative aspect-video overflow-hidden bg-black text-white select-none lg:rounded-[14px] lg:shadow-card [&:fullscreen]:aspect-auto [&:fullscreen]:rounded-none ${shown ? "" : "cursor-none"}`}
    >
      <video
        ref={setVideo}
        poster={startAt > 0 || first === null ? undefined : stableUrl(first)}
        preload="metadata"
        playsInline
        onLoadedMetadata={() => void onMetadata()}
        onTimeUpdate={(event) => resume.remember(event.currentTarget)}
        onPlay={resume.onPlay}
        onPlaying={onPlaying}
        onPause={onPause}
        onSeeking={() => source.actions.onIdle(true)}
        onWaiting={() => source.actions.onIdle(true)}
        onSeeked={(event) => resume.onSeeked(event.currentTarget)}
        onRateChange={keepRate}
        onError={onError}
        onPointerUp={onPress}
        onDoubleClick={actions.toggleFullscreen}
        className={`size-full object-contain ${settling ? "invisible" : ""}`}
      />
      <canvas ref={veil} hidden className="pointer-events-none absolute inset-0 size-full object-contain" />
      {source.failed ? (
        <PlaybackFailure mimeType={playback.mime_type} onRetry={source.actions.tryAgain} />
      ) : (
        <>
          {props.over(video)}
          {props.drawing !== true && (
            <>
              <PlayOverlay />
              <Controls
                video={video}
                shown={shown}
                steps={steps}
                markers={markers}
                finds={finds}
                storyboardUrl={playback.storyboard_url}
                quality={quality}
                onQuality={chooseQuality}
                sound={sound}
                onSound={chooseSound}
                onMarker={onMarker}
                onMenu={setMenuOpen}
                onShowKeys={onShowKeys}
                marks={props.marks}
              />
            </>
          )}
        </>
      )}
    </div>
  );
}

/** A new source begins at the default rate, so that is the one the person chose. */
function keepRate({ currentTarget: video }: SyntheticEvent<HTMLVideoElement>): void {
  video.defaultPlaybackRate = video.playbackRate;
}
