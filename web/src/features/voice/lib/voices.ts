/** What goes on with voices on this page: the thread plays one, the picture follows it; somebody speaks. */
import { useSyncExternalStore } from "react";

export interface Playing {
  annotationId: number;
  /** Seconds of the video where it begins. */
  timestamp: number;
  data: unknown;
  audio: HTMLAudioElement;
}

interface State {
  speaking: boolean;
  playing: Playing | null;
}

let state: State = { speaking: false, playing: null };
const listeners = new Set<() => void>();

function set(change: Partial<State>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

export const voices = {
  speak: (): void => {
    state.playing?.audio.pause();
    set({ speaking: true, playing: null });
  },
  silent: (): void => set({ speaking: false }),
  /** One at a time is heard. */
  play: (playing: Playing): void => {
    if (state.playing && state.playing.audio !== playing.audio) state.playing.audio.pause();
    if (state.playing?.audio !== playing.audio) set({ playing });
  },
  /** That one is not heard any more, unless another one is by now. */
  end: (audio: HTMLAudioElement): void => {
    if (state.playing?.audio === audio) set({ playing: null });
  },
};

export function useVoices(): State {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
