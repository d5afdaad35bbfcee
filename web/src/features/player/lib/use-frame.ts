/** Something derived from the picture on screen: told at every painted frame while the video plays. */
import { useMediaSelector } from "media-chrome/react/media-store";
import { use, useEffect, useEffectEvent, useState, type RefObject } from "react";

import { PlayerFactsContext } from "./player-facts";
import { usePosition } from "./use-player";

/** `select` takes seconds and gives something simple; a render follows only where that changes. */
export function useFrame<T extends string | number>(video: RefObject<HTMLVideoElement | null>, select: (seconds: number) => T): T {
  const still = usePosition(select);
  const { held } = use(PlayerFactsContext);
  const playing = useMediaSelector((state) => state.mediaPaused === false) && held === null;
  const [moving, setMoving] = useState<T | null>(null);
  const tell = useEffectEvent((seconds: number) => setMoving(select(seconds)));

  useEffect(() => {
    const element = video.current;
    if (!playing || !element) return undefined;
    const stop = onEachFrame(element, (seconds) => tell(seconds));
    return () => {
      stop();
      setMoving(null);
    };
  }, [video, playing]);

  return playing && moving !== null ? moving : still;
}

/** Returns how to stop. Not every browser tells of painted frames: there it is as often as the page is painted. */
function onEachFrame(element: HTMLVideoElement, tell: (seconds: number) => void): () => void {
  const frames: Partial<Pick<HTMLVideoElement, "requestVideoFrameCallback" | "cancelVideoFrameCallback">> = element;
  let handle = 0;
  if (frames.requestVideoFrameCallback) {
    const next = (): void => {
      handle = element.requestVideoFrameCallback((_, { mediaTime }) => {
        tell(mediaTime);
        next();
      });
    };
    next();
    return () => element.cancelVideoFrameCallback(handle);
  }
  const next = (): void => {
    handle = requestAnimationFrame(() => {
      tell(element.currentTime);
      next();
    });
  };
  next();
  return () => cancelAnimationFrame(handle);
}
