/** The bar of a recording that is watched while it is made: what is live is said, and gone back to. */
import { useMediaSelector } from "media-chrome/react/media-store";
import type { RefObject } from "react";

import { Button } from "@/components/button";
import { Icon, type IconName } from "@/components/icon";
import { PulseDot } from "@/components/pulse-dot";
import type { LivePlayer } from "@/features/live/lib/live-player";
import type { LiveView } from "@/features/live/lib/live-view";
import { usePlayerActions } from "@/features/player/lib/use-player";
import { formatClock } from "@/lib/format";
import { liveWords } from "@/words/live";
import { playerWords } from "@/words/player";

interface LiveControlsProps {
  film: RefObject<HTMLVideoElement | null>;
  player: LivePlayer;
  view: LiveView;
}

export function LiveControls({ film, player, view }: LiveControlsProps) {
  const actions = usePlayerActions();
  const paused = useMediaSelector((state) => state.mediaPaused !== false);
  const fullscreen = useMediaSelector((state) => state.mediaIsFullscreen === true);
  const seconds = useMediaSelector((state) => Math.floor(state.mediaCurrentTime ?? 0));
  const muted = useMediaSelector((state) => state.mediaMuted === true);
  const edge = Math.max(view.edge, seconds);
  const happening = view.isLive && view.phase !== "ended";
  return (
    <>
      {view.quiet && view.phase !== "ended" && (
        <p role="status" className="absolute inset-x-0 top-3 mx-auto w-fit rounded-full bg-black/70 px-3.5 py-1">
          {liveWords.quiet}
        </p>
      )}
      {view.silenced && (
        <Button className="absolute top-3 right-3" onClick={() => player.unmute()}>
          {liveWords.withSound}
        </Button>
      )}
      <div className="absolute inset-x-0 bottom-0 bg-linear-to-b from-transparent to-black/80 px-4 pt-10 pb-2.5 max-sm:px-3">
        <input
          type="range"
          min={0}
          max={edge}
          step={0.1}
          value={seconds}
          aria-label={playerWords.position}
          aria-valuetext={formatClock(seconds)}
          onChange={(event) => player.seek(event.target.valueAsNumber)}
          className="h-4 w-full cursor-pointer accent-white"
        />
        <div className="mt-1.5 flex items-center gap-1">
          <BarButton
            icon={paused ? "play" : "pause"}
            label={paused ? playerWords.play : playerWords.pause}
            shortcut="K"
            onClick={() => (film.current?.paused === true ? player.play() : player.pause())}
            className="-ml-1.5"
          />
          <BarButton icon={muted ? "muted" : "volume"} label={muted ? playerWords.soundOn : playerWords.soundOff} shortcut="M" onClick={actions.toggleMute} />
          <span className="num min-w-0 flex-1 truncate px-1.5 text-[12.5px]">
            {formatClock(seconds)} / {formatClock(edge)}
          </span>
          {happening ? (
            <span className="inline-flex items-center gap-2 rounded-full bg-rec-fill px-3 py-1 text-[12.5px] font-[650]">
              <PulseDot />
              {liveWords.live}
            </span>
          ) : (
            view.phase !== "ended" && (
              <button
                type="button"
                onClick={() => player.goLive()}
                className="min-h-8 rounded-full bg-white/15 px-3 text-[12.5px] font-[600] hover:bg-white/25 focus-visible:outline-white"
              >
                {liveWords.goLive}
              </button>
            )
          )}
          <BarButton
            icon={fullscreen ? "windowed" : "fullscreen"}
            label={fullscreen ? playerWords.leaveFullScreen : playerWords.fullScreen}
            shortcut="F"
            onClick={actions.toggleFullscreen}
            className="-mr-1.5"
          />
        </div>
      </div>
    </>
  );
}

interface BarButtonProps {
  icon: IconName;
  label: string;
  shortcut: string;
  onClick: () => void;
  className?: string;
}

/** As the finished video's are; with code of its own, so that the page without this loads in one piece. */
function BarButton({ icon, label, shortcut, onClick, className = "" }: BarButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={label}
      title={`${label} (${shortcut})`}
      className={`grid size-8 pointer-coarse:size-11 shrink-0 place-items-center rounded-lg transition-colors duration-100 hover:bg-white/15 focus-visible:outline-white ${className}`}
    >
      <Icon name={icon} size={20} />
    </button>
  );
}
