/** One step in the editor: a row that opens, and then all that can be done to it. */
import { useEffect, useRef } from "react";

import { Button } from "@/components/button";
import { Chip } from "@/components/chip";
import { IconButton } from "@/components/icon-button";
import { MomentButton } from "@/components/moment-button";
import type { EditableStep, GuideOperation } from "@/lib/api-types";
import { scrollWithin } from "@/lib/scroll-within";
import { editingWords } from "@/words/editing";

import { PictureEditor } from "./picture-editor";
import { StepConflicts } from "./step-conflicts";
import { StepWords } from "./step-words";

interface StepEditorProps {
  videoId: string;
  step: EditableStep;
  number: number;
  /** The steps beside it; null at an end. */
  above: EditableStep | null;
  below: EditableStep | null;
  /** Behind which it stands once it is moved up; undefined where it is first. */
  behindOnceUp: string | null | undefined;
  open: boolean;
  position: () => number;
  onOpen: (open: boolean) => void;
  onSeek: () => void;
  onEdit: (...operations: GuideOperation[]) => Promise<boolean>;
}

export function StepEditor(props: StepEditorProps) {
  const { step, number, open, onOpen, onSeek } = props;
  const row = useRef<HTMLLIElement>(null);

  useEffect(() => {
    if (open && row.current) scrollWithin(row.current);
  }, [open]);

  return (
    <li
      ref={row}
      className={`rounded-control border px-3 py-2.5 ${open ? "border-accent" : "border-transparent hover:bg-sunk"} ${step.hidden ? "opacity-70" : ""}`}
    >
      <div className="flex items-start gap-2">
        <button
          type="button"
          aria-expanded={open}
          aria-label={open ? editingWords.close : editingWords.editStep(number, step.title)}
          onClick={() => onOpen(!open)}
          className="min-w-0 flex-1 text-left leading-[1.4] font-[600]"
        >
          {number}. {step.title}
        </button>
        {step.hidden && <Chip>{editingWords.hidden}</Chip>}
        {step.gone && <Chip tone="failed">{editingWords.gone}</Chip>}
        {!open && step.conflicts.length > 0 && <Chip tone="failed">{step.conflicts.length}</Chip>}
        <MomentButton seconds={step.timestamp} about={step.title} onGo={onSeek} className="pt-px text-muted" />
      </div>
      {open && <Opened {...props} />}
    </li>
  );
}

function Opened({ videoId, step, number, above, below, behindOnceUp, position, onEdit }: StepEditorProps) {
  const { id } = step;
  const send = (operation: GuideOperation): void => void onEdit(operation);
  return (
    <div className="mt-2.5 flex flex-col gap-3" role="group" aria-label={editingWords.stepNumber(number)}>
      <StepConflicts step={step} onEdit={send} />
      <StepWords key={id} videoId={videoId} step={step} position={position} onEdit={onEdit} />
      <PictureEditor videoId={videoId} step={step} position={position} onEdit={send} />
      <div className="flex flex-wrap items-center gap-1.5">
        {behindOnceUp !== undefined && (
          <IconButton
            icon="chevron"
            label={editingWords.up}
            className="rotate-180"
            onClick={() => send({ op: "move", step: id, after: behindOnceUp })}
          />
        )}
        {below && (
          <IconButton icon="chevron" label={editingWords.down} onClick={() => send({ op: "move", step: id, after: below.id })} />
        )}
        {above && (
          <Button size="small" onClick={() => send({ op: "merge", first: above.id, second: id })}>
            {editingWords.merge}
          </Button>
        )}
        <Button size="small" onClick={() => send({ op: "hide", step: id, hidden: !step.hidden })}>
          {step.hidden ? editingWords.show : editingWords.hide}
        </Button>
        {step.added && (
          <Button size="small" onClick={() => send({ op: "remove", step: id })}>
            {editingWords.remove}
          </Button>
        )}
        {!step.added &&
          step.edited.map((part) => (
            <Button key={part} size="small" kind="ghost" onClick={() => send({ op: "follow", step: id, part })}>
              {editingWords.restore(part)}
            </Button>
          ))}
      </div>
    </div>
  );
}
