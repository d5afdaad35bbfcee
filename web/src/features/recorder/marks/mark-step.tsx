/** The dock's button that marks a step, and its key. Loaded once a recording runs. */
import { useEffect, useRef } from "react";

import { Glyph } from "@/components/icon";
import type { RecorderRun } from "@/recording/run/recorder-run";
import { marksWords } from "@/words/marks";

import { TAKES_KEYS } from "../controls/use-shortcuts";
import { useMarks } from "./use-marks";

interface MarkStepProps {
  run: RecorderRun;
  videoId: string | null;
}

export function MarkStep({ run, videoId }: MarkStepProps) {
  const mark = useMarks(run, videoId);
  useKeyM(mark);
  return (
    <button
      type="button"
      aria-label={marksWords.mark}
      title={`${marksWords.mark} (M)`}
      onClick={mark}
      className="flex h-[46px] items-center gap-2.5 rounded-card bg-sunk px-3.5 transition-colors duration-100 hover:bg-line sm:order-1"
    >
      <Glyph>
        <path d="M6 21V4h11l-2 4 2 4H6" />
      </Glyph>
      <span className="max-sm:hidden">{marksWords.mark}</span>
    </button>
  );
}

function useKeyM(mark: () => void): void {
  const latest = useRef(mark);
  useEffect(() => {
    latest.current = mark;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, target, defaultPrevented, repeat, ctrlKey, metaKey, altKey } = event;
      if (defaultPrevented || repeat || ctrlKey || metaKey || altKey || key.toLowerCase() !== "m") return;
      if (target instanceof Element && target.closest(TAKES_KEYS) !== null) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
