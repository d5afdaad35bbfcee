/** The video goes where somebody else's is, as long as one follows them and they let one. */
import { useEffect, useState } from "react";

import { usePlayerActions, type PlayerActions } from "@/features/player/lib/use-player";
import type { Room } from "@/features/room/lib/room";
import type { Person, Playhead } from "@/features/room/lib/room-state";
import { useRoom } from "@/features/room/use-room";

/** Seconds by which two that play may differ: nobody hears it, and each jump is a stall. */
const PLAYING_SLACK = 0.4;
/** A still picture is the same one. */
const STILL_SLACK = 0.02;

export interface Following {
  /** Null while nobody is followed. */
  leader: Person | null;
  follow: (peer: string | null) => void;
}

export function useFollow(room: Room): Following {
  const actions = usePlayerActions();
  const [peer, follow] = useState<string | null>(null);
  const person = useRoom(room, ({ others }) => (peer === null ? undefined : others.get(peer)));
  const head = useRoom(room, ({ playheads }) => (peer === null ? undefined : playheads.get(peer)));
  const leader = person?.presents === true ? person : null;
  const led = leader !== null;

  useEffect(() => {
    if (led && head) goAlong(actions, head);
  }, [actions, led, head]);

  return { leader, follow };
}

function goAlong({ seek, play, pause, position, isPaused }: PlayerActions, { timestamp, playing, heardAt }: Playhead): void {
  const there = playing ? timestamp + (performance.now() - heardAt) / 1000 : timestamp;
  if (Math.abs(position() - there) > (playing ? PLAYING_SLACK : STILL_SLACK)) seek(there);
  if (playing === isPaused()) (playing ? play : pause)();
}
