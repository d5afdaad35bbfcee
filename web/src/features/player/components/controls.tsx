/** The bar at the bottom of the video. */
import { useMediaSelector } from "media-chrome/react/media-store";
import type { ReactNode, RefObject } from "react";

import { formatClock } from "@/lib/format";
import { indexAt } from "@/lib/index-at";
import { commonWords } from "@/words/common";
import { playerWords } from "@/words/player";

import type { Marker } from "../lib/cluster-markers";
import type { Quality, QualityFacts } from "../lib/quality/quality";
import type { SoundFacts } from "../lib/sound/sound";
import type { TimelineStep } from "../lib/timeline-step";
import { usePlayerActions, usePlayerDuration, usePosition } from "../lib/use-player";
import { PlayerButton } from "./player-button";
import { QualityMenu } from "./quality-menu";
import { SoundMenu } from "./sound-menu";
import { SpeedMenu } from "./speed-menu";
import { Timeline } from "./timeline";
import { VolumeControl } from "./volume-control";

interface ControlsProps {
  video: RefObject<HTMLVideoElement | null>;
  shown: boolean;
  steps: readonly TimelineStep[];
  markers: readonly Marker[];
  finds: readonly { timestamp: number }[];
  storyboardUrl: string | null;
  quality: QualityFacts;
  onQuality: (quality: Quality) => void;
  sound: SoundFacts;
  onSound: (name: string) => void;
  onMarker: (marker: Marker) => void;
  onMenu: (open: boolean) => void;
  onShowKeys: () => void;
  marks: ReactNode;
}

export function Controls(props: ControlsProps) {
  const { video, shown, steps, markers, finds, storyboardUrl, quality, onQuality, sound, onSound, onMarker, onMenu, onShowKeys, marks } = props;
  const actions = usePlayerActions();
  const paused = useMediaSelector((state) => state.mediaPaused !== false);
  const ended = useMediaSelector((state) => state.mediaEnded === true);
  const fullscreen = useMediaSelector((state) => state.mediaIsFullscreen === true);
  const pipUnavailable = useMediaSelector((state) => state.mediaPipUnavailable);

  return (
    // The shade is no control: what is pressed there is the picture, or the large button over it.
    <div
      data-shown={shown || undefined}
      className={`pointer-events-none absolute inset-x-0 bottom-0 bg-linear-to-b from-transparent to-black/80 px-4 pt-14 pb-2.5 transition-opacity duration-200 max-sm:px-3 max-sm:pb-1.5 pointer-coarse:pb-0.5 ${shown ? "*:pointer-events-auto" : "opacity-0"}`}
    >
      <Timeline video={video} steps={steps} markers={markers} finds={finds} storyboardUrl={storyboardUrl} onMarker={onMarker} marks={marks} />
      <div className="mt-1.5 flex items-center gap-1 pointer-coarse:mt-0 pointer-coarse:gap-0.5">
        <PlayerButton
          icon={ended ? "replay" : paused ? "play" : "pause"}
          label={ended ? playerWords.playAgain : paused ? playerWords.play : playerWords.pause}
          shortcut="K"
          onClick={actions.togglePlay}
          className="-ml-1.5 pointer-coarse:-ml-3"
        />
        <VolumeControl />
        <TimeAndStep steps={steps} />
        <SpeedMenu onOpenChange={onMenu} />
        <SoundMenu facts={sound} onChoose={onSound} onOpenChange={onMenu} />
        <QualityMenu facts={quality} onChoose={onQuality} onOpenChange={onMenu} />
        <PlayerButton icon="keyboard" label={commonWords.keyboardShortcuts} shortcut="?" onClick={onShowKeys} className="max-sm:hidden pointer-coarse:hidden" />
        {pipUnavailable === undefined && (
          <PlayerButton icon="pip" label={playerWords.pip} shortcut="P" onClick={actions.togglePip} className="max-sm:hidden" />
        )}
        <PlayerButton
          icon={fullscreen ? "windowed" : "fullscreen"}
          label={fullscreen ? playerWords.leaveFullScreen : playerWords.fullScreen}
          shortcut="F"
          onClick={actions.toggleFullscreen}
          className="-mr-1.5 pointer-coarse:-mr-3"
        />
      </div>
    </div>
  );
}

function TimeAndStep({ steps }: { steps: readonly TimelineStep[] }) {
  const clock = usePosition(formatClock);
  const current = usePosition((seconds) => indexAt(steps, seconds));
  const duration = usePlayerDuration();
  const title = steps[current]?.title;
  return (
    <div className="num min-w-0 flex-1 truncate px-1.5 text-[12.5px]">
      <span>
        {clock} / {formatClock(duration > 0 ? duration : null)}
      </span>
      {title !== undefined && <span className="ml-2 text-white/80 max-sm:hidden">· {title}</span>}
    </div>
  );
}
