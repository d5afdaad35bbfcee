/** Over the picture: a large play button before the first start, and words when loading takes long. */
import { useMediaSelector } from "media-chrome/react/media-store";

import { Icon } from "@/components/icon";
import { playerWords } from "@/words/player";

import { usePlayerActions, usePosition } from "../lib/use-player";

export function PlayOverlay() {
  const { play } = usePlayerActions();
  const started = useMediaSelector((state) => state.mediaHasPlayed === true);
  const paused = useMediaSelector((state) => state.mediaPaused !== false);
  const atStart = usePosition((seconds) => seconds === 0);
  // A paused element says "loading" after a seek until it plays again, though its picture is there.
  const loading = useMediaSelector((state) => state.mediaLoading === true) && !paused;

  if (!started && atStart && paused) {
    return (
      <button
        type="button"
        aria-label={playerWords.play}
        onClick={play}
        className="absolute top-1/2 left-1/2 z-10 grid size-[72px] -translate-1/2 place-items-center rounded-full bg-black/65 text-white backdrop-blur-sm transition-transform duration-150 hover:scale-105 hover:bg-accent-fill max-sm:size-14"
      >
        <Icon name="play" size={30} className="ml-1" />
      </button>
    );
  }
  return (
    <div role="status" className="pointer-events-none absolute inset-0 grid place-items-center">
      {loading && (
        <span className="flex items-center gap-2.5 rounded-full bg-black/70 px-4 py-2 text-[13px]">
          <span className="size-4 animate-spin rounded-full border-2 border-white/30 border-t-white" />
          {playerWords.loadingVideo}
        </span>
      )}
    </div>
  );
}
