/** The video with its own controls. It must stand inside PlayerProvider. */
import { useMediaSelector } from "media-chrome/react/media-store";
import { use, useCallback, useRef, useState, type PointerEvent } from "react";

import type { Playback } from "@/lib/api-types";
import { stableUrl } from "@/lib/signed-url";

import type { Marker } from "../lib/cluster-markers";
import { settleDuration } from "../lib/indefinite-duration";
import { PlayerFactsContext } from "../lib/player-facts";
import { useActive } from "../lib/use-active";
import { usePlaybackSource } from "../lib/use-playback-source";
import { usePlayerActions, useStoreRef } from "../lib/use-player";
import { useResume } from "../lib/use-resume";
import { Controls, type TimelineStep } from "./controls";
import { PlayOverlay } from "./play-overlay";
import { PlaybackFailure } from "./playback-failure";

interface PlayerProps {
  playback: Playback;
  title: string;
  steps: readonly TimelineStep[];
  markers: readonly Marker[];
  /** Seconds to begin at. */
  startAt?: number;
  /** Asks the API for the video again: its URL has run out or failed. */
  onRefresh: () => void;
  onMarker: (marker: Marker) => void;
  onShowKeys: () => void;
}

export function Player({ playback, title, steps, markers, startAt = 0, onRefresh, onMarker, onShowKeys }: PlayerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const setMedia = useStoreRef("media");
  const setFullscreen = useStoreRef("fullscreen");
  const source = usePlaybackSource(playback, onRefresh);
  const resume = useResume(startAt);
  const actions = usePlayerActions();
  const { settling, setSettling } = use(PlayerFactsContext);
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
    if (element.duration === Infinity) setSettling(true);
    await settleDuration(element, current.signal);
    if (current.signal.aborted) return;
    setSettling(false);
    resume.restore(element);
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
      aria-label={`Video: ${title}`}
      data-theme="dark"
      onPointerMove={touch}
      onPointerLeave={(event) => event.pointerType === "mouse" && leave()}
      onFocus={touch}
      onKeyDown={touch}
      className={`relative aspect-video overflow-hidden bg-black text-white select-none lg:rounded-[14px] lg:shadow-card [&:fullscreen]:aspect-auto [&:fullscreen]:rounded-none ${shown ? "" : "cursor-none"}`}
    >
      <video
        ref={setVideo}
        src={source.url ?? undefined}
        poster={playback.poster_url === null ? undefined : stableUrl(playback.poster_url)}
        preload="metadata"
        playsInline
        onLoadedMetadata={() => void onMetadata()}
        onEmptied={resume.onEmptied}
        onTimeUpdate={(event) => resume.remember(event.currentTarget)}
        onPlay={resume.onPlay}
        onPlaying={source.onHealthy}
        onPause={(event) => resume.onPause(event.currentTarget)}
        onError={source.onError}
        onPointerUp={onPress}
        onDoubleClick={actions.toggleFullscreen}
        className={`size-full object-contain ${settling ? "invisible" : ""}`}
      />
      {source.failed ? (
        <PlaybackFailure mimeType={playback.mime_type} onRetry={source.tryAgain} />
      ) : (
        <>
          <PlayOverlay />
          <Controls
            video={video}
            shown={shown}
            steps={steps}
            markers={markers}
            onMarker={onMarker}
            onMenu={setMenuOpen}
            onShowKeys={onShowKeys}
          />
        </>
      )}
    </div>
  );
}
