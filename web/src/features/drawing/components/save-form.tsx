/** What a drawing is saved with: when it is shown, words if there are any, and a guest's name. */
import { useState, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { commonWords } from "@/words/common";
import { drawingWords } from "@/words/drawing";
import { sharingWords } from "@/words/sharing";

import type { Span } from "./use-board";

const LONGEST_WORDS = 5000;
const LONGEST_NAME = 80;
const FIELD =
  "h-9 min-w-0 rounded-lg border border-white/20 bg-white/10 px-2.5 text-white placeholder:text-white/65 focus-visible:border-white focus-visible:outline-white select-text";

export interface SavedWith {
  content: string;
  name: string;
}

interface SaveFormProps {
  span: Span;
  onSpan: (span: Span) => void;
  /** Seconds. */
  duration: number;
  /** A guest's as they gave it before; null for somebody who has a name here. */
  guestName: string | null;
  saving: boolean;
  /** Why it was not saved. */
  trouble: string | null;
  onSave: (saved: SavedWith) => void;
  onDiscard: () => void;
}

export function SaveForm({ span, onSpan, duration, guestName, saving, trouble, onSave, onDiscard }: SaveFormProps) {
  const [content, setContent] = useState("");
  const [name, setName] = useState(guestName ?? "");

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!saving) onSave({ content: content.trim(), name: name.trim() });
  }

  return (
    <form onSubmit={submit} className="mt-1.5 flex flex-wrap items-center gap-2 border-t border-white/15 pt-1.5">
      <input
        value={content}
        maxLength={LONGEST_WORDS}
        onChange={(event) => setContent(event.target.value)}
        placeholder={drawingWords.addWords}
        aria-label={drawingWords.addWords}
        className={`${FIELD} flex-1 basis-44`}
      />
      {guestName !== null && (
        <input
          value={name}
          required
          maxLength={LONGEST_NAME}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
          placeholder={sharingWords.yourName}
          aria-label={sharingWords.yourName}
          className={`${FIELD} basis-32`}
        />
      )}
      <SpanFields span={span} onSpan={onSpan} duration={duration} />
      <div className="ml-auto flex gap-1.5">
        <button type="button" onClick={onDiscard} className="h-8 rounded-lg px-2.5 font-[550] text-white hover:bg-white/15 focus-visible:outline-white">
          {drawingWords.discard}
        </button>
        <Button type="submit" kind="primary" size="small" busy={saving} className="h-8! focus-visible:outline-white">
          {trouble === null ? drawingWords.save : commonWords.tryAgain}
        </Button>
      </div>
      {trouble !== null && (
        <p role="alert" className="basis-full text-[13px] text-[#ff9b94]">
          {drawingWords.notSaved(trouble)}
        </p>
      )}
    </form>
  );
}

/** From when, and for how long; what cannot be read as a number changes nothing. */
function SpanFields({ span, onSpan, duration }: Pick<SaveFormProps, "span" | "onSpan" | "duration">) {
  const length = span.end - span.timestamp;

  function change(timestamp: number, seconds: number): void {
    if (!Number.isFinite(timestamp) || !Number.isFinite(seconds)) return;
    const last = duration > 0 ? duration : Infinity;
    const from = Math.min(Math.max(0, timestamp), last);
    onSpan({ timestamp: from, end: Math.min(last, from + Math.max(0, seconds)) });
  }

  return (
    <div className="num flex items-center gap-1.5 text-[12.5px] text-white/85">
      <NumberField label={drawingWords.from} value={span.timestamp} onChange={(from) => change(from, length)} />
      <NumberField label={drawingWords.for} value={length} onChange={(seconds) => change(span.timestamp, seconds)} />
      <span aria-hidden="true">s</span>
    </div>
  );
}

function NumberField({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <label className="flex items-center gap-1.5">
      {label}
      <input
        type="number"
        min={0}
        step="any"
        value={Math.round(value * 100) / 100}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        className={`${FIELD} w-[72px] px-1.5!`}
      />
    </label>
  );
}
