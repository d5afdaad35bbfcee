/** On the timeline: when drawings are shown, to be moved by those who made them; and which picture it is. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { showToast } from "@/components/toast-store";
import { useMove } from "@/features/annotations/api/change-annotation";
import { annotationsQuery } from "@/features/annotations/api/get-annotations";
import { endOf } from "@/features/drawing/lib/shown";
import { SpanBar, type Span } from "@/features/player/components/span-bar";
import { Timecode } from "@/features/player/components/timecode";
import { usePlayerDuration } from "@/features/player/lib/use-player";
import { describeError } from "@/lib/api-error";
import type { Annotation, Video } from "@/lib/api-types";
import { may } from "@/lib/rights";
import { roomWords } from "@/words/room";

import { userIdOf, type Viewer } from "../../viewer";

/** More would be a carpet. */
const MOST = 300;

export function TimelineMarks({ video, viewer }: { video: Video; viewer: Viewer }) {
  const annotations = useQuery(annotationsQuery(video.id));
  const duration = usePlayerDuration();
  const moving = useMove({ videoId: video.id });
  const drawings = useMemo(() => (annotations.data ?? []).filter(({ type }) => type === "drawing").slice(0, MOST), [annotations.data]);
  const me = may(video, "comment") ? userIdOf(viewer) : null;

  function move({ id, version }: Annotation, { from, to }: Span): Promise<unknown> {
    return moving.mutateAsync({ id, version, timestamp: from, end: to }).catch((error: unknown) => showToast(roomWords.notMoved(describeError(error)), "trouble"));
  }

  return (
    <>
      <Timecode />
      {duration > 0 && drawings.length > 0 && (
        <div className="pointer-events-none absolute inset-x-0 bottom-0 h-1.5">
          {drawings.map((drawing) => (
            <SpanBar
              key={drawing.id}
              name={roomWords.drawingOf(drawing.author.name)}
              person={drawing.author}
              span={{ from: drawing.timestamp, to: endOf(drawing) }}
              duration={duration}
              onMove={me !== null && drawing.author.id === me ? (span) => move(drawing, span) : null}
            />
          ))}
        </div>
      )}
    </>
  );
}
