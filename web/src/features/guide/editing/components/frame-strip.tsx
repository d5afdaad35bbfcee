/** Pictures of the recording near a step, to take one of them instead. */
import { useQuery } from "@tanstack/react-query";

import type { EditableStep } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { stableUrl } from "@/lib/signed-url";
import { editingWords } from "@/words/editing";

import { framesQuery } from "../../api/edit-guide";
import { nearest } from "../nearest";

/** So many are offered: those around the step. Another moment can be taken from the player. */
const OFFERED = 12;

interface FrameStripProps {
  videoId: string;
  step: EditableStep;
  onChoose: (moment: number) => void;
}

export function FrameStrip({ videoId, step, onChoose }: FrameStripProps) {
  const frames = useQuery(framesQuery(videoId));
  if (!frames.data || frames.data.items.length === 0) return null;
  const offered = nearest(frames.data.items, step.moment ?? step.timestamp, OFFERED);
  return (
    <ul aria-label={editingWords.frames} className="flex gap-1.5 overflow-x-auto p-0.5">
      {offered.map((frame) => (
        <li key={frame.timestamp} className="shrink-0">
          <button
            type="button"
            aria-label={editingWords.frameAt(formatClock(frame.timestamp))}
            aria-pressed={step.moment === frame.timestamp}
            onClick={() => onChoose(frame.timestamp)}
            className="block w-20 overflow-hidden rounded-md border-2 border-transparent aria-pressed:border-accent"
          >
            <img src={stableUrl(frame.image_url)} alt="" loading="lazy" className="aspect-[16/10] w-full object-cover" />
          </button>
        </li>
      ))}
    </ul>
  );
}
