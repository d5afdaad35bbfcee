/** Carries position and playing state from one URL of a video to the next. */
import { useRef } from "react";

interface Resume {
  /** Call on emptied: from here until `restore`, positions are those of loading, not of watching. */
  onEmptied: () => void;
  /** Call on timeupdate. */
  remember: (video: HTMLVideoElement) => void;
  onPlay: () => void;
  onPause: (video: HTMLVideoElement) => void;
  /** Call when a new source is ready: goes back to where the last one was. */
  restore: (video: HTMLVideoElement) => void;
}

/** `startAt`: seconds to begin at the first time. */
export function useResume(startAt: number): Resume {
  const position = useRef(startAt);
  const playing = useRef(false);
  const ready = useRef(false);

  return {
    onEmptied: () => {
      ready.current = false;
    },
    remember: (video) => {
      if (ready.current) position.current = video.currentTime;
    },
    onPlay: () => {
      playing.current = true;
    },
    onPause: (video) => {
      // A source that broke off also pauses; that is not the person's wish.
      if (video.error === null) playing.current = false;
    },
    restore: (video) => {
      ready.current = true;
      if (position.current > 0) video.currentTime = position.current;
      if (playing.current) void video.play().catch(() => undefined);
    },
  };
}
