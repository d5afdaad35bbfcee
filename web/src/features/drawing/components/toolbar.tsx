/** Tools, colours, widths, undo: over the picture, only while drawing. */
import type { ReactNode } from "react";

import { Glyph, Icon } from "@/components/icon";
import { commonWords } from "@/words/common";
import { drawingWords } from "@/words/drawing";

import type { Instrument } from "./drawing-surface";
import { COLOURS, INSTRUMENTS, REDO, UNDO, WIDTHS, type Colour, type Width } from "./look";

export interface Choice {
  instrument: Instrument;
  colour: Colour;
  width: Width;
}

interface ToolbarProps {
  choice: Choice;
  onChoose: (change: Partial<Choice>) => void;
  board: { canUndo: boolean; canRedo: boolean; undo: () => void; redo: () => void };
  onClose: () => void;
}

export function Toolbar({ choice, onChoose, board, onClose }: ToolbarProps) {
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-1.5 gap-y-1">
      <Group label={drawingWords.tools}>
        {INSTRUMENTS.map(({ name, shape }, index) => (
          <ToolButton
            key={name}
            label={drawingWords[name]}
            shortcut={String(index + 1)}
            pressed={choice.instrument === name}
            onClick={() => onChoose({ instrument: name })}
          >
            <Glyph size={19}>{shape}</Glyph>
          </ToolButton>
        ))}
      </Group>
      <Group label={drawingWords.colours}>
        {COLOURS.map((colour) => (
          <ToolButton key={colour} label={drawingWords.colour[colour]} pressed={choice.colour === colour} onClick={() => onChoose({ colour })} narrow>
            <span className="size-4 rounded-full ring-1 ring-white/50" style={{ background: colour }} />
          </ToolButton>
        ))}
      </Group>
      <Group label={drawingWords.widths}>
        {WIDTHS.map((width, index) => (
          <ToolButton key={width} label={drawingWords.width[index] ?? ""} pressed={choice.width === width} onClick={() => onChoose({ width })} narrow>
            <span className="w-4 rounded-full bg-white" style={{ height: 2 + index * 2.5 }} />
          </ToolButton>
        ))}
      </Group>
      <Group label={drawingWords.steps}>
        <ToolButton label={drawingWords.undo} shortcut="Ctrl+Z" disabled={!board.canUndo} onClick={board.undo}>
          <Glyph size={19}>{UNDO}</Glyph>
        </ToolButton>
        <ToolButton label={drawingWords.redo} shortcut="Ctrl+Y" disabled={!board.canRedo} onClick={board.redo}>
          <Glyph size={19}>{REDO}</Glyph>
        </ToolButton>
        <ToolButton label={commonWords.close} shortcut="Esc" onClick={onClose}>
          <Icon name="close" size={19} />
        </ToolButton>
      </Group>
    </div>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className="flex items-center border-white/15 not-first:border-l not-first:pl-1.5 max-sm:not-first:border-0 max-sm:not-first:pl-0">
      {children}
    </div>
  );
}

interface ToolButtonProps {
  label: string;
  shortcut?: string;
  pressed?: boolean;
  disabled?: boolean;
  narrow?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function ToolButton({ label, shortcut, pressed, disabled = false, narrow = false, onClick, children }: ToolButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      disabled={disabled}
      onClick={onClick}
      className={`grid h-9 place-items-center rounded-lg text-white transition-colors duration-100 hover:bg-white/15 focus-visible:outline-white disabled:opacity-35 aria-pressed:bg-white/25 ${narrow ? "w-7 max-sm:w-9" : "w-9"}`}
    >
      {children}
    </button>
  );
}
