/** Looking at a video with others: what they draw and point at, who they are, and whom one follows. */
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useEffect, useState, type RefObject } from "react";
import { createPortal } from "react-dom";

import { lazily } from "@/components/lazily";
import { findGuestName } from "@/features/annotations/guest-name";
import { followLayer } from "@/features/annotations/layer-sync";
import type { Outbox } from "@/features/annotations/outbox";
import { useOutbox } from "@/features/annotations/use-outbox";
import { FollowChip } from "@/features/room/components/follow-chip";
import { PeopleHere } from "@/features/room/components/people-here";
import { roomOf, type Room } from "@/features/room/lib/room";
import { useRoom } from "@/features/room/use-room";
import { ratioOf } from "@/features/search/ratio";
import type { Video } from "@/lib/api-types";
import { liveLayers } from "@/lib/live-layers";

import { speakerOf, type Viewer } from "../../viewer";
import { Pointers } from "./pointers";
import { useFollow } from "./use-follow";
import { usePresenting } from "./use-presenting";

const LiveStrokes = lazily(async () => (await import("./live-strokes")).LiveStrokes);

/** The page has other things to load first. */
const AT_REST_MS = 2_000;

interface TogetherProps {
  video: Video;
  viewer: Viewer;
  film: RefObject<HTMLVideoElement | null>;
}

export function Together({ video, viewer, film }: TogetherProps) {
  const room = roomOf(video.id, findGuestName);
  const me = useRoom(room, (state) => state.me);
  const others = useRoom(room, (state) => state.others);
  const strokes = useRoom(room, (state) => state.strokes);
  const { waiting, outbox } = useOutbox(speakerOf(video.id, viewer));
  // The heading is there before any of this is.
  const [place] = useState(() => document.getElementById("people-here"));
  const { leader, follow } = useFollow(room);
  usePresenting(room, film, me?.presents === true, others);
  useLayer(room, video.id, outbox);
  useBoardAtHand(me?.mayComment === true);
  const over = { film, usualRatio: ratioOf(video) };
  return (
    <>
      {(strokes.size > 0 || waiting.some((each) => each.strokes !== null)) && (
        <Suspense>
          <LiveStrokes strokes={strokes} waiting={waiting} {...over} />
        </Suspense>
      )}
      <Pointers room={room} {...over} />
      <FollowChip leader={leader} presenting={me?.presents === true} onLeave={() => (leader ? follow(null) : room.say({ type: "present", on: false }))} />
      {place && me && createPortal(<PeopleHere room={room} me={me} others={others} leader={leader} onFollow={follow} />, place)}
    </>
  );
}

/** Whoever loses the network draws all the same: the board's code is there before it is asked for. */
function useBoardAtHand(mayDraw: boolean): void {
  useEffect(() => {
    if (!mayDraw) return undefined;
    const timer = setTimeout(() => {
      Promise.all([import("./drawings"), import("./live-strokes")]).catch(() => undefined);
    }, AT_REST_MS);
    return () => clearTimeout(timer);
  }, [mayDraw]);
}

/** While the room tells of each change, nothing else need ask for them. */
function useLayer(room: Room, videoId: string, outbox: Outbox): void {
  const client = useQueryClient();
  const connected = useRoom(room, ({ me }) => me !== null);

  useEffect(() => {
    const layer = followLayer(client, videoId, (items) => {
      const names = items.flatMap(({ client_id: name }) => (name === null ? [] : [name]));
      room.keptAs(names);
      outbox.arrived(names);
    });
    const stop = room.onCommitted((news) => layer.hear(news));
    return () => {
      stop();
      layer.end();
    };
  }, [client, room, videoId, outbox]);

  useEffect(() => {
    if (!connected) return undefined;
    liveLayers.add(videoId);
    return () => {
      liveLayers.delete(videoId);
    };
  }, [connected, videoId]);
}
