/** What is drawn and not kept yet, over the picture at its moment: by others just now, and here while nobody answered. */
import { useMemo, type RefObject } from "react";

import type { Waiting } from "@/features/annotations/outbox";
import { ShownDrawings } from "@/features/drawing/components/shown-drawings";
import { shownAt, type Drawing } from "@/features/drawing/lib/shown";
import { readStrokes } from "@/features/drawing/lib/stroke";
import { useFrame } from "@/features/player/lib/use-frame";
import type { LiveStroke } from "@/features/room/lib/room-state";

interface LiveStrokesProps {
  strokes: ReadonlyMap<string, LiveStroke>;
  waiting: readonly Waiting[];
  film: RefObject<HTMLVideoElement | null>;
  /** Width by height of the frame, until the video says. */
  usualRatio: number;
}

export function LiveStrokes({ strokes, waiting, film, usualRatio }: LiveStrokesProps) {
  const drawings = useMemo(() => {
    const own = waiting.map(({ timestamp, end, strokes: drawn }) => ({ timestamp, end, strokes: readStrokes({ strokes: drawn }) }));
    return [...own, ...[...strokes.values()].map(toDrawing)].map((each, id): Drawing => ({ ...each, id }));
  }, [strokes, waiting]);
  const shown = useFrame(film, (seconds) => shownAt(drawings, seconds).map(({ id }) => id).join());
  const visible = useMemo(() => {
    const ids = new Set(shown.split(","));
    return drawings.filter(({ id }) => ids.has(String(id))).flatMap((each) => each.strokes);
  }, [drawings, shown]);
  return <ShownDrawings live strokes={visible} video={film} usualRatio={usualRatio} />;
}

/** What is no stroke is left out: whoever draws is somebody else's page. */
function toDrawing({ timestamp, stroke }: LiveStroke): Omit<Drawing, "id"> {
  return { timestamp, end: null, strokes: readStrokes({ strokes: [stroke] }) };
}
