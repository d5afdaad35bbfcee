/** What the reading says otherwise than somebody wrote: shown, and decided by whoever edits. */
import { Button } from "@/components/button";
import type { EditableStep, GuideOperation } from "@/lib/api-types";
import { editingWords } from "@/words/editing";

interface StepConflictsProps {
  step: EditableStep;
  onEdit: (operation: GuideOperation) => void;
}

export function StepConflicts({ step, onEdit }: StepConflictsProps) {
  if (!step.gone && step.conflicts.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {step.gone && (
        <div role="status" className="rounded-lg border border-warn/30 bg-warn-soft px-2.5 py-2 text-[12.5px]">
          <p>{editingWords.goneWhy}</p>
          <Button size="small" className="mt-1.5" onClick={() => onEdit({ op: "keep", step: step.id })}>
            {editingWords.keepStep}
          </Button>
        </div>
      )}
      {step.conflicts.map(({ part, says }) => (
        <div key={part} role="status" className="rounded-lg border border-warn/30 bg-warn-soft px-2.5 py-2 text-[12.5px]">
          <p>{editingWords.conflict(part)}</p>
          {says !== null && <p className="mt-1 whitespace-pre-line text-muted">{says}</p>}
          <div className="mt-1.5 flex gap-1.5">
            <Button size="small" onClick={() => onEdit({ op: "keep", step: step.id, part })}>
              {editingWords.keepMine}
            </Button>
            <Button size="small" onClick={() => onEdit({ op: "follow", step: step.id, part })}>
              {editingWords.takeTheirs}
            </Button>
          </div>
        </div>
      ))}
    </div>
  );
}
