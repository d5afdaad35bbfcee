/** Words typed onto the frame, as they will stand there. */
import { useRef, useState, type KeyboardEvent } from "react";

import { drawingWords } from "@/words/drawing";

import type { Box } from "../lib/frame";
import { TEXT_HEIGHT } from "../lib/path";
import type { Point } from "../lib/stroke";

const LONGEST = 200;

interface TextEntryProps {
  at: Point;
  color: string;
  /** A share of the frame's width. */
  width: number;
  frame: Box;
  onDone: (text: string) => void;
}

/** Enter and leaving it are the end; Escape writes nothing. */
export function TextEntry({ at, color, width, frame, onDone }: TextEntryProps) {
  const [text, setText] = useState("");
  // What has the focus may lose it once more as it goes.
  const ended = useRef(false);
  const height = width * frame.width * TEXT_HEIGHT;

  function end(words: string): void {
    if (ended.current) return;
    ended.current = true;
    onDone(words);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") end(text);
    if (event.key === "Escape") end("");
  }

  return (
    <input
      autoFocus
      value={text}
      maxLength={LONGEST}
      aria-label={drawingWords.words}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(text)}
      className="absolute rounded-sm bg-black/40 p-0 leading-[1.2] font-semibold outline-2 outline-white/80 outline-dashed select-text"
      style={{
        left: frame.left + at[0] * frame.width,
        top: frame.top + at[1] * frame.height,
        width: Math.max(80, (1 - at[0]) * frame.width),
        fontSize: height,
        color,
      }}
    />
  );
}
