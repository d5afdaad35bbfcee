/** Sound on or off, and how loud; the slider appears beside the button on hover or focus. */
import { useMediaSelector } from "media-chrome/react/media-store";

import { formatPercent } from "@/lib/format";
import { playerWords } from "@/words/player";

import { usePlayerActions } from "../lib/use-player";
import { PlayerButton } from "./player-button";

export function VolumeControl() {
  const { toggleMute, setVolume } = usePlayerActions();
  const muted = useMediaSelector((state) => state.mediaMuted === true || state.mediaVolume === 0);
  const volume = useMediaSelector((state) => state.mediaVolume ?? 1);
  const shown = muted ? 0 : volume;
  return (
    // The narrowest phones have keys for it, and no room.
    <div className="group/volume flex items-center max-[359px]:hidden">
      <PlayerButton
        icon={muted ? "muted" : "volume"}
        label={muted ? playerWords.soundOn : playerWords.soundOff}
        shortcut="M"
        onClick={toggleMute}
      />
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={shown}
        aria-label={playerWords.volume}
        aria-valuetext={formatPercent(shown)}
        onChange={(event) => setVolume(event.target.valueAsNumber)}
        className="h-4 w-0 cursor-pointer accent-white opacity-0 transition-[width,opacity] duration-150 group-focus-within/volume:w-[68px] group-focus-within/volume:opacity-100 group-hover/volume:w-[68px] group-hover/volume:opacity-100 max-sm:hidden"
      />
    </div>
  );
}
