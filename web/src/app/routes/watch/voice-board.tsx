/** Speaking over the video: it plays, stops and is moved in as ever, and what is drawn is kept with its moments. */
import { useEffect, useRef, useState, type RefObject } from "react";

import { showToast } from "@/components/toast-store";
import { DrawingSurface } from "@/features/drawing/components/drawing-surface";
import { COLOURS, INSTRUMENTS, WIDTHS } from "@/features/drawing/components/look";
import { Toolbar, type Choice } from "@/features/drawing/components/toolbar";
import { useBoardKeys } from "@/features/drawing/components/use-board-keys";
import type { Stroke } from "@/features/drawing/lib/stroke";
import { ratioOf } from "@/features/search/ratio";
import { useSpeaking, type Left } from "@/features/voice/components/use-speaking";
import { VoicePanel } from "@/features/voice/components/voice-panel";
import { KeptVoices } from "@/features/voice/lib/kept-voices";
import type { Timed } from "@/features/voice/lib/voice-data";
import { voices } from "@/features/voice/lib/voices";
import type { Video } from "@/lib/api-types";
import { useLeaveGuard } from "@/lib/use-leave-guard";
import { drawingWords } from "@/words/drawing";

interface VoiceBoardProps {
  video: Video;
  who: string;
  film: RefObject<HTMLVideoElement | null>;
  /** An earlier visit left one: it is only to be sent. */
  resume: boolean;
  onSaved: (id: number) => void;
}

interface Ready {
  keeper: KeptVoices | null;
  left: Left | null;
}

export function VoiceBoard(props: VoiceBoardProps) {
  const { who, video, film, resume } = props;
  const [ready, setReady] = useState<Ready | null>(null);
  const [closed, setClosed] = useState(false);

  useEffect(() => {
    localStorage.setItem("videoflow.spoke", "1");
    let wanted = true;
    let opened: KeptVoices | null = null;
    void KeptVoices.open()
      .then(async (keeper) => {
        opened = keeper;
        return { keeper, left: resume ? await keeper.find(who, video.id) : null };
      })
      .catch((): Ready => ({ keeper: null, left: null }))
      .then((found) => {
        if (!wanted) return opened?.close();
        if (resume && !found.left) setClosed(true);
        setReady(found);
      });
    return () => {
      wanted = false;
      opened?.close();
    };
  }, [who, video.id, resume]);

  if (!ready || closed || !film.current) return null;
  function close(): void {
    setClosed(true);
    voices.silent();
  }
  return <Board {...props} {...ready} element={film.current} onClose={close} />;
}

interface BoardProps extends VoiceBoardProps, Ready {
  element: HTMLVideoElement;
  onClose: () => void;
}

function Board({ video, who, film, element, keeper, left, onSaved, onClose }: BoardProps) {
  const speaking = useSpeaking({ who, videoId: video.id, film: element, keeper, left, onSent: onSaved, onClose });
  const { phase } = speaking;
  const [choice, setChoice] = useState<Choice>({ instrument: "pen", colour: COLOURS[0], width: WIDTHS[1] });
  const board = useTimedBoard(speaking.now, speaking.setStrokes);
  useLeaveGuard(phase === "speaking" || phase === "over", () => phase === "speaking");

  useBoardKeys({
    onTool: (index) => {
      const found = INSTRUMENTS[index];
      if (found && phase === "speaking") setChoice((before) => ({ ...before, instrument: found.name }));
      return found !== undefined && phase === "speaking";
    },
    onUndo: board.undo,
    onRedo: board.redo,
    onClose: () => (phase === "speaking" ? speaking.stop() : undefined),
  });

  return (
    <>
      {phase === "speaking" && (
        <DrawingSurface
          strokes={board.shown}
          instrument={choice.instrument}
          color={choice.colour}
          width={choice.width}
          video={film}
          usualRatio={ratioOf(video)}
          onBegin={board.begin}
          onDraw={board.draw}
          onErase={board.erase}
          onFull={() => showToast(drawingWords.full, "trouble")}
        />
      )}
      <VoicePanel speaking={speaking}>
        <Toolbar choice={choice} onChoose={(change) => setChoice((before) => ({ ...before, ...change }))} board={board} onClose={speaking.stop} />
      </VoicePanel>
    </>
  );
}

interface Kept {
  stroke: Stroke;
  when: Timed;
}

/** Strokes with their moments. What is taken back was there until then. */
function useTimedBoard(now: () => number, write: (strokes: readonly (Record<string, unknown> & Timed)[]) => void) {
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const begun = useRef(0);
  const there = kept.filter(({ when }) => when.gone === undefined);

  function change(next: readonly Kept[]): void {
    setKept(next);
    write(next.map(({ stroke, when }) => ({ ...stroke, ...when })));
  }

  function take(gone: readonly Stroke[]): void {
    const moment = round(now());
    change(kept.map((each) => (gone.includes(each.stroke) ? { ...each, when: { ...each.when, gone: Math.max(moment, each.when.until) } } : each)));
  }

  return {
    shown: there.map(({ stroke }) => stroke),
    begin: () => {
      begun.current = round(now());
    },
    draw: (stroke: Stroke) => {
      const until = Math.max(begun.current, round(now()));
      change([...kept, { stroke, when: { at: begun.current, until } }]);
    },
    erase: (gone: readonly Stroke[]) => take(gone.filter((each) => there.some(({ stroke }) => stroke === each))),
    undo: () => {
      const last = there[there.length - 1];
      if (last) take([last.stroke]);
    },
    // What was shown and taken back stays so in the voice; drawn again it is another stroke.
    redo: () => undefined,
    canUndo: there.length > 0,
    canRedo: false,
  };
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
