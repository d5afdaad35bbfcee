/** Writes the position into `--played` (0..1) of an element at every painted frame while playing. */
import { useMediaSelector } from "media-chrome/react/media-store";
import { use, useEffect, type RefObject } from "react";

import { PlayerFactsContext } from "./player-facts";
import { usePlayerDuration, usePosition } from "./use-player";

const secondsOf = (seconds: number): number => seconds;

export function useSmoothPosition(element: RefObject<HTMLElement | null>, video: RefObject<HTMLVideoElement | null>): void {
  const duration = usePlayerDuration();
  const position = usePosition(secondsOf);
  const { held } = use(PlayerFactsContext);
  const playing = useMediaSelector((state) => state.mediaPaused === false) && held === null;

  useEffect(() => {
    const write = (seconds: number): void => {
      const share = duration > 0 ? Math.min(1, seconds / duration) : 0;
      element.current?.style.setProperty("--played", String(share));
    };
    write(position);
    if (!playing) return undefined;
    let frame = requestAnimationFrame(function paint() {
      write(video.current?.currentTime ?? 0);
      frame = requestAnimationFrame(paint);
    });
    return () => cancelAnimationFrame(frame);
  }, [element, video, duration, position, playing]);
}
