/** A step's title and text, written in place; kept on this device until they are saved. */
import { useId, useRef, useState, type KeyboardEvent } from "react";

import { Button } from "@/components/button";
import type { EditableStep, GuideOperation } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { commonWords } from "@/words/common";
import { editingWords } from "@/words/editing";

import { MarkdownText } from "../../components/markdown-text";
import { dropDraft, findDraft, keepDraft, type StepDraft } from "../drafts";

const MAX_TITLE = 200;
const MAX_TEXT = 20_000;
const FIELD = "w-full rounded-lg border border-line-strong bg-panel px-2.5 py-1.5 text-ink focus-visible:border-accent";

interface StepWordsProps {
  videoId: string;
  step: EditableStep;
  position: () => number;
  onEdit: (...operations: GuideOperation[]) => Promise<boolean>;
}

export function StepWords({ videoId, step, position, onEdit }: StepWordsProps) {
  const [draft, setDraft] = useState<StepDraft | null>(() => findDraft(videoId, step.id));
  const text = useRef<HTMLTextAreaElement>(null);
  const note = useId();
  const shown = draft ?? { title: step.title, text: step.markdown };

  function write(change: Partial<StepDraft>): void {
    const next = { ...shown, ...change };
    setDraft(next);
    keepDraft(videoId, step.id, next);
  }

  function drop(): void {
    dropDraft(videoId, step.id);
    setDraft(null);
  }

  function retitled(): GuideOperation[] {
    const title = shown.title.trim();
    return title === "" || title === step.title ? [] : [{ op: "set_title", step: step.id, title }];
  }

  async function save(): Promise<void> {
    if (draft === null) return;
    const operations = retitled();
    if (draft.text !== step.markdown) operations.push({ op: "set_text", step: step.id, text: draft.text });
    // Where it is not saved it stays, here and on the device.
    if (operations.length === 0 || (await onEdit(...operations))) drop();
  }

  async function split(): Promise<void> {
    const at = text.current?.selectionStart ?? shown.text.length;
    const halves = { first_text: shown.text.slice(0, at).trimEnd(), second_text: shown.text.slice(at).trimStart() };
    const moment = Math.round(Math.max(position(), step.timestamp) * 1000) / 1000;
    // Called by its first line, until somebody finds better words.
    const first = halves.second_text.split("\n", 1).join("").slice(0, MAX_TITLE).trim();
    const title = first === "" ? editingWords.newStep : first;
    const split: GuideOperation = { op: "split", step: step.id, new: crypto.randomUUID(), at: moment, title, ...halves };
    if (await onEdit(...retitled(), split)) drop();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      void save();
    }
    if (event.key === "Escape" && draft !== null) {
      event.stopPropagation();
      drop();
    }
  }

  return (
    <div className="flex flex-col gap-2" onKeyDown={onKeyDown}>
      <input
        aria-label={commonWords.title}
        value={shown.title}
        maxLength={MAX_TITLE}
        onChange={(event) => write({ title: event.target.value })}
        onBlur={() => void save()}
        className={`${FIELD} font-[600]`}
      />
      <textarea
        ref={text}
        aria-label={editingWords.text}
        aria-describedby={note}
        value={shown.text}
        maxLength={MAX_TEXT}
        rows={Math.min(12, Math.max(3, shown.text.split("\n").length + 1))}
        onChange={(event) => write({ text: event.target.value })}
        onBlur={() => void save()}
        className={`${FIELD} text-[13px]`}
      />
      <p id={note} className="text-[12px] text-faint">
        {draft === null ? editingWords.textHint : editingWords.draft}
      </p>
      {draft !== null && draft.text !== "" && (
        <div aria-label={editingWords.preview} role="group" className="rounded-lg bg-sunk px-2.5 py-2 text-[12.5px]">
          <MarkdownText text={draft.text} />
        </div>
      )}
      <div className="flex flex-wrap gap-1.5">
        {draft !== null && (
          <Button size="small" kind="primary" onClick={() => void save()}>
            {commonWords.save}
          </Button>
        )}
        <Button
          size="small"
          title={editingWords.splitAt(formatClock(Math.max(position(), step.timestamp)))}
          // So that the text keeps its cursor.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void split()}
        >
          {editingWords.split}
        </Button>
      </div>
    </div>
  );
}
