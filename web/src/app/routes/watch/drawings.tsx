/** What people drew, over the picture at its moment, and the board while somebody draws. Its code comes when needed. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, type RefObject } from "react";

import { showToast } from "@/components/toast-store";
import { annotationsQuery } from "@/features/annotations/api/get-annotations";
import { findGuestName, keepGuestName } from "@/features/annotations/guest-name";
import { useSay } from "@/features/annotations/use-outbox";
import { DrawingBoard, type MadeDrawing } from "@/features/drawing/components/drawing-board";
import { ShownDrawings } from "@/features/drawing/components/shown-drawings";
import { shownAt, type Drawing } from "@/features/drawing/lib/shown";
import { readStrokes } from "@/features/drawing/lib/stroke";
import { useFrame } from "@/features/player/lib/use-frame";
import { usePlayerActions, usePlayerDuration } from "@/features/player/lib/use-player";
import { roomOf } from "@/features/room/lib/room";
import { useRoom } from "@/features/room/use-room";
import { ratioOf } from "@/features/search/ratio";
import { describeError } from "@/lib/api-error";
import type { Annotation, Video } from "@/lib/api-types";
import { roomWords } from "@/words/room";

import { speakerOf, userIdOf, type Viewer } from "../../viewer";

interface DrawingsProps {
  video: Video;
  viewer: Viewer;
  film: RefObject<HTMLVideoElement | null>;
  /** Whether somebody draws here now. */
  drawing: boolean;
  onClose: () => void;
  onSaved: (id: number) => void;
}

export function Drawings({ video, viewer, film, drawing, onClose, onSaved }: DrawingsProps) {
  const annotations = useQuery(annotationsQuery(video.id));
  const drawings = useMemo(() => (annotations.data ?? []).filter(isDrawing).map(toDrawing), [annotations.data]);
  const shown = useFrame(film, (seconds) => shownAt(drawings, seconds).map(({ id }) => id).join());
  const strokes = useMemo(() => {
    const ids = shown.split(",");
    return drawings.filter(({ id }) => ids.includes(String(id))).sort((a, b) => a.id - b.id).flatMap((each) => each.strokes);
  }, [drawings, shown]);
  const over = { video: film, usualRatio: ratioOf(video) };
  return (
    <>
      <ShownDrawings strokes={strokes} {...over} />
      {drawing && <Board video={video} viewer={viewer} over={over} onClose={onClose} onSaved={onSaved} />}
    </>
  );
}

interface BoardProps extends Pick<DrawingsProps, "video" | "viewer" | "onClose" | "onSaved"> {
  over: { video: RefObject<HTMLVideoElement | null>; usualRatio: number };
}

function Board({ video, viewer, over, onClose, onSaved }: BoardProps) {
  const { position } = usePlayerActions();
  const duration = usePlayerDuration();
  const isGuest = viewer.kind === "guest";
  const saving = useSay(speakerOf(video.id, viewer), () => undefined);
  const room = roomOf(video.id, findGuestName);
  const mayDraw = useRoom(room, ({ me }) => me?.mayComment !== false);

  useEffect(() => () => room.teller.end(false), [room]);
  useEffect(() => {
    if (mayDraw) return;
    showToast(roomWords.mayNotDraw, "trouble");
    onClose();
  }, [mayDraw, onClose]);

  function save(made: MadeDrawing, forget: () => void): void {
    if (isGuest) keepGuestName(made.name);
    saving.mutate(made, {
      onSuccess: (kept) => {
        room.teller.end(true);
        forget();
        onClose();
        if (kept) onSaved(kept.id);
      },
    });
  }

  return (
    <DrawingBoard
      videoId={video.id}
      who={userIdOf(viewer) ?? "guest"}
      {...over}
      position={position}
      duration={duration}
      guestName={isGuest ? findGuestName() : null}
      saving={saving.isPending}
      trouble={saving.isError ? describeError(saving.error) : null}
      onSave={save}
      onClose={onClose}
      audience={room.teller}
    />
  );
}

function isDrawing({ type }: Annotation): boolean {
  return type === "drawing";
}

function toDrawing({ id, timestamp, end, data }: Annotation): Drawing {
  return { id, timestamp, end, strokes: readStrokes(data) };
}
