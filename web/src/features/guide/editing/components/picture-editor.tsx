/** A step's picture as it is edited: its box, what is blurred in it, and other pictures to take instead. */
import { Button } from "@/components/button";
import type { EditableStep, GuideOperation } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { stableUrl } from "@/lib/signed-url";
import { editingWords } from "@/words/editing";

import { FIRST_REGION } from "../regions";
import { FrameStrip } from "./frame-strip";
import { RegionBox } from "./region-box";

interface PictureEditorProps {
  videoId: string;
  step: EditableStep;
  /** Where the video stands. */
  position: () => number;
  onEdit: (operation: GuideOperation) => void;
}

export function PictureEditor({ videoId, step, position, onEdit }: PictureEditorProps) {
  const { id, blurs, target } = step;
  const setBlurs = (boxes: EditableStep["blurs"]): void => onEdit({ op: "set_blurs", step: id, boxes });

  return (
    <div className="flex flex-col gap-2">
      <div className="relative overflow-hidden rounded-lg border border-line bg-sunk">
        {step.image_url === null ? (
          <p role="status" className="grid aspect-video place-items-center text-[12.5px] text-muted">
            {step.image_is_making ? editingWords.making : editingWords.noPicture}
          </p>
        ) : (
          <img src={stableUrl(step.image_url)} alt={step.title} className="block w-full" />
        )}
        {target && (
          <RegionBox
            region={target}
            label={editingWords.boxName}
            look="border-2 border-accent shadow-[0_0_0_1px_#fff]"
            onChange={(box) => onEdit({ op: "set_target", step: id, box })}
            onRemove={() => onEdit({ op: "set_target", step: id, box: null })}
          />
        )}
        {blurs.map((region, number) => (
          <RegionBox
            // A region has no name of its own; which one it is, its place in the list says.
            key={number}
            region={region}
            label={editingWords.blurName(number + 1)}
            look="border-2 border-dashed border-rec bg-black/20"
            onChange={(next) => setBlurs(blurs.map((each, other) => (other === number ? next : each)))}
            onRemove={() => setBlurs(blurs.filter((_, other) => other !== number))}
          />
        ))}
      </div>
      <FrameStrip videoId={videoId} step={step} onChoose={(moment) => onEdit({ op: "set_picture", step: id, moment })} />
      <div className="flex flex-wrap gap-1.5">
        <Button
          size="small"
          onClick={() => onEdit({ op: "set_picture", step: id, moment: Math.round(position() * 1000) / 1000 })}
        >
          {editingWords.useMoment(formatClock(position()))}
        </Button>
        <Button size="small" onClick={() => onEdit({ op: "set_target", step: id, box: target ? null : FIRST_REGION })}>
          {target ? editingWords.removeBox : editingWords.drawBox}
        </Button>
        <Button size="small" onClick={() => setBlurs([...blurs, FIRST_REGION])}>
          {editingWords.blur}
        </Button>
        {step.original_url !== null && (
          <a
            href={step.original_url}
            target="_blank"
            rel="noreferrer"
            className="self-center text-[12.5px] text-accent underline"
          >
            {editingWords.original}
          </a>
        )}
      </div>
      {(target !== null || blurs.length > 0) && <p className="text-[12px] text-faint">{editingWords.regionKeys}</p>}
    </div>
  );
}
