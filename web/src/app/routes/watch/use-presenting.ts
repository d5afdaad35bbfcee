/** Tells those who follow where the video is: as it changes, every second while it plays, and to whoever comes. */
import { useEffect, type RefObject } from "react";

import type { Room } from "@/features/room/lib/room";

const EVERY_MS = 1_000;
const CHANGES = ["play", "pause", "seeked", "ratechange"];

/** `others`: who is here; where that is somebody else, all are told. */
export function usePresenting(room: Room, film: RefObject<HTMLVideoElement | null>, presenting: boolean, others: ReadonlyMap<string, unknown>): void {
  useEffect(() => {
    const element = film.current;
    if (!presenting || !element) return undefined;
    const tell = (): void => void room.say({ type: "playhead", timestamp: element.currentTime, playing: !element.paused });
    const timer = setInterval(() => element.paused || tell(), EVERY_MS);
    for (const change of CHANGES) element.addEventListener(change, tell);
    tell();
    return () => {
      clearInterval(timer);
      for (const change of CHANGES) element.removeEventListener(change, tell);
    };
  }, [room, film, presenting, others]);
}
