/** Drawing over the video: paper, toolbar, and what it is saved with. */
import { useEffect, useState, type RefObject } from "react";

import { showToast } from "@/components/toast-store";
import { drawingWords } from "@/words/drawing";

import type { Stroke } from "../lib/stroke";
import { DrawingSurface } from "./drawing-surface";
import { COLOURS, INSTRUMENTS, WIDTHS } from "./look";
import { SaveForm, type SavedWith } from "./save-form";
import { Toolbar, type Choice } from "./toolbar";
import { useBoard, type Span } from "./use-board";
import { useBoardKeys } from "./use-board-keys";

export interface MadeDrawing extends Span, SavedWith {
  clientId: string;
  strokes: readonly Stroke[];
}

interface DrawingBoardProps {
  videoId: string;
  /** Whose draft is kept on this device. */
  who: string;
  video: RefObject<HTMLVideoElement | null>;
  /** Width by height of the frame, until the video says. */
  usualRatio: number;
  /** Where the video is, in seconds. */
  position: () => number;
  /** Seconds; 0 while nobody knows. */
  duration: number;
  /** Null for somebody who has a name here. */
  guestName: string | null;
  saving: boolean;
  trouble: string | null;
  onSave: (drawing: MadeDrawing, forget: () => void) => void;
  onClose: () => void;
  /** Others who see it being drawn. */
  audience: Audience;
}

/** Who is told of what is drawn here, before it is kept. Moments are seconds of the video. */
export interface Audience {
  grow: (stroke: Stroke, timestamp: number) => void;
  lift: (stroke: Stroke | null) => void;
  show: (board: { strokes: readonly Stroke[]; timestamp: number; clientId: string }) => void;
}

export function DrawingBoard(props: DrawingBoardProps) {
  const { videoId, who, video, usualRatio, position, duration, guestName, saving, trouble, onSave, onClose, audience } = props;
  const board = useBoard(who, videoId, position, duration);
  const [choice, setChoice] = useState<Choice>({ instrument: "pen", colour: COLOURS[0], width: WIDTHS[1] });
  const { strokes, span, clientId, forget } = board;

  const moment = span?.timestamp ?? null;
  useEffect(() => {
    audience.show({ strokes, timestamp: moment ?? 0, clientId });
  }, [audience, strokes, moment, clientId]);

  function choose(change: Partial<Choice>): void {
    setChoice((before) => ({ ...before, ...change }));
  }

  function close(): void {
    if (strokes.length > 0) showToast(drawingWords.kept);
    onClose();
  }

  useBoardKeys({
    onTool: (index) => {
      const found = INSTRUMENTS[index];
      if (found) choose({ instrument: found.name });
      return found !== undefined;
    },
    onUndo: board.undo,
    onRedo: board.redo,
    onClose: close,
  });

  return (
    <>
      <DrawingSurface
        strokes={strokes}
        instrument={choice.instrument}
        color={choice.colour}
        width={choice.width}
        video={video}
        usualRatio={usualRatio}
        onDraw={board.draw}
        onErase={board.erase}
        onFull={() => showToast(drawingWords.full, "trouble")}
        watched={{ grow: (stroke) => audience.grow(stroke, span?.timestamp ?? position()), lift: (stroke) => audience.lift(stroke) }}
      />
      <section
        aria-label={drawingWords.drawing}
        className="absolute top-3 left-1/2 z-20 w-max max-w-[calc(100%-24px)] -translate-x-1/2 rounded-card border border-white/15 bg-[#1f1f22f2] p-1.5 text-white shadow-float max-sm:fixed max-sm:inset-x-2 max-sm:top-auto max-sm:bottom-2 max-sm:w-auto max-sm:max-w-none max-sm:translate-x-0"
      >
        <Toolbar choice={choice} onChoose={choose} board={board} onClose={close} />
        {span !== null && (
          <SaveForm
            span={span}
            onSpan={board.setSpan}
            duration={duration}
            guestName={guestName}
            saving={saving}
            trouble={trouble}
            onSave={(saved) => onSave({ ...saved, ...span, clientId, strokes }, forget)}
            onDiscard={() => {
              forget();
              onClose();
            }}
          />
        )}
      </section>
    </>
  );
}
