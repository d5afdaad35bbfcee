/** Carries position and playing state from one source of a video to the next. */
import { use, useMemo, useRef } from "react";

import { errorName } from "@/lib/error-name";

import { PlayerFactsContext } from "./player-facts";

export interface Resume {
  /** Call before a source loads: from here until `restore`, positions are those of loading, not of watching. */
  onLoad: (video: HTMLVideoElement) => number;
  /** Call on timeupdate. */
  remember: (video: HTMLVideoElement) => void;
  onPlay: () => void;
  onPause: (video: HTMLVideoElement) => void;
  /** Call when a new source is ready: goes back to where the last one was. */
  restore: (video: HTMLVideoElement) => void;
  /** Call on seeked: the position is the element's own again. */
  onSeeked: (video: HTMLVideoElement) => void;
}

/** `startAt`: seconds to begin at the first time; `playAtOnce`: without being asked to, where the browser allows it. */
export function useResume(startAt: number, playAtOnce = false): Resume {
  const { hold, heldNow } = use(PlayerFactsContext);
  const position = useRef(startAt);
  const playing = useRef(playAtOnce);
  const ready = useRef(false);
  /** Where `restore` sent the element; a person may want elsewhere before it is there. */
  const aimed = useRef<number>(undefined);

  return useMemo<Resume>(() => {
    function aim(video: HTMLVideoElement, seconds: number): void {
      aimed.current = seconds;
      video.currentTime = seconds;
    }

    return {
      onLoad: (video) => {
        // A seek that has not arrived yet counts; a source that is itself still loading does not.
        if (ready.current && video.readyState > 0) position.current = video.currentTime;
        ready.current = false;
        const from = heldNow() ?? position.current;
        hold(from);
        return from;
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
        position.current = heldNow() ?? position.current;
        ready.current = true;
        if (position.current > 0) aim(video, position.current);
        else hold(null);
        if (playing.current) {
          video.play().catch((error: unknown) => {
            // Nobody pressed anything yet: it rests, and the large button is there.
            if (errorName(error) === "NotAllowedError") playing.current = false;
          });
        }
      },
      onSeeked: (video) => {
        if (!ready.current) return;
        const wanted = heldNow();
        if (wanted === null || wanted === aimed.current) hold(null);
        else aim(video, wanted);
      },
    };
  }, [hold, heldNow]);
}
