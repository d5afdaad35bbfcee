/** The player's state and commands, from media-chrome's store. For anything inside PlayerProvider. */
import { MediaActionTypes, useMediaSelector, useMediaStore } from "media-chrome/react/media-store";
import { use, useCallback, useMemo } from "react";

import { PlayerFactsContext } from "./player-facts";

type Store = ReturnType<typeof useMediaStore>;

export interface PlayerActions {
  play: () => void;
  pause: () => void;
  togglePlay: () => void;
  /** Seconds. */
  seek: (seconds: number) => void;
  toggleMute: () => void;
  /** 0..1 */
  setVolume: (volume: number) => void;
  setRate: (rate: number) => void;
  toggleFullscreen: () => void;
  togglePip: () => void;
  /** Where playback is right now, in seconds. */
  position: () => number;
  isPaused: () => boolean;
}

export function usePlayerActions(): PlayerActions {
  const store = useMediaStore();
  const { hold, heldNow } = use(PlayerFactsContext);
  return useMemo(() => {
    const state = (): Partial<ReturnType<Store["getState"]>> => store.getState();
    const ask = (type: string, detail?: unknown): void => store.dispatch({ type, detail } as Parameters<Store["dispatch"]>[0]);
    const play = (): void => ask(MediaActionTypes.MEDIA_PLAY_REQUEST);
    const pause = (): void => ask(MediaActionTypes.MEDIA_PAUSE_REQUEST);
    return {
      play,
      pause,
      togglePlay: () => (state().mediaPaused === false ? pause() : play()),
      seek: (seconds) => {
        const moment = Math.max(0, seconds);
        // A source that is only loading goes there when it can.
        if (heldNow() === null) ask(MediaActionTypes.MEDIA_SEEK_REQUEST, moment);
        else hold(moment);
      },
      toggleMute: () =>
        ask(
          state().mediaVolumeLevel === "off"
            ? MediaActionTypes.MEDIA_UNMUTE_REQUEST
            : MediaActionTypes.MEDIA_MUTE_REQUEST,
        ),
      setVolume: (volume) => ask(MediaActionTypes.MEDIA_VOLUME_REQUEST, volume),
      setRate: (rate) => ask(MediaActionTypes.MEDIA_PLAYBACK_RATE_REQUEST, rate),
      toggleFullscreen: () =>
        ask(
          state().mediaIsFullscreen === true
            ? MediaActionTypes.MEDIA_EXIT_FULLSCREEN_REQUEST
            : MediaActionTypes.MEDIA_ENTER_FULLSCREEN_REQUEST,
        ),
      togglePip: () =>
        ask(
          state().mediaIsPip === true
            ? MediaActionTypes.MEDIA_EXIT_PIP_REQUEST
            : MediaActionTypes.MEDIA_ENTER_PIP_REQUEST,
        ),
      position: () => heldNow() ?? state().mediaCurrentTime ?? 0,
      isPaused: () => state().mediaPaused !== false,
    };
  }, [store, hold, heldNow]);
}

/** Something derived from the position (seconds); re-renders only when that something changes. */
export function usePosition<T>(select: (seconds: number) => T): T {
  const { held } = use(PlayerFactsContext);
  return useMediaSelector((state) => select(held ?? state.mediaCurrentTime ?? 0));
}

/** Length in seconds: the element's when it knows one, else the API's; 0 while nobody knows. */
export function usePlayerDuration(): number {
  const { knownDuration } = use(PlayerFactsContext);
  const own = useMediaSelector((state) => state.mediaDuration);
  if (own === undefined || !Number.isFinite(own) || own <= 0) return knownDuration ?? 0;
  // Segments add up to 23.999999; nobody should read 0:23 there.
  return Math.round(own * 1000) / 1000;
}

/** A ref callback that hands an element to the store, the same function on every render. */
export function useStoreRef(kind: "media" | "fullscreen"): (element: HTMLElement | null) => void {
  const store = useMediaStore();
  return useCallback(
    (element: HTMLElement | null) =>
      store.dispatch({
        type:
          kind === "media"
            ? MediaActionTypes.MEDIA_ELEMENT_CHANGE_REQUEST
            : MediaActionTypes.FULLSCREEN_ELEMENT_CHANGE_REQUEST,
        detail: element,
      } as Parameters<Store["dispatch"]>[0]),
    [store, kind],
  );
}
