/**
 * Which part of a step's picture a reader is shown, so that one sees what was pressed. Exported files have the same rule
 * (app/domain/documents/exports/shown_part.py). Shares of the picture.
 */
import type { DocumentStep } from "@/lib/api-types";

export interface Part {
  x: number;
  y: number;
  /** Of its width and of its height alike: the part has the picture's own shape. */
  share: number;
}

export const WHOLE: Part = { x: 0, y: 0, share: 1 };

/**
 * So many times as large as what was pressed, and not less than half of the picture, or its letters would be large and
 * blurred; what is nearly all of it is all of it.
 */
const ROOM = 4;
const LEAST = 0.5;
const NEARLY_ALL = 0.8;

const begin = (start: number, size: number, share: number) =>
  Math.min(Math.max(0, start + size / 2 - share / 2), 1 - share);

const isWithin = (place: number, start: number, share: number) => place >= start && place <= start + share;

export function readingPart({ target, pointer }: Pick<DocumentStep, "target" | "pointer">): Part {
  if (!target) return WHOLE;
  const share = Math.max(Math.max(target.width, target.height) * ROOM, LEAST);
  if (share > NEARLY_ALL) return WHOLE;
  const part = { x: begin(target.x, target.width, share), y: begin(target.y, target.height, share), share };
  if (!pointer) return part;
  return isWithin(pointer.x, part.x, share) && isWithin(pointer.y, part.y, share) ? part : WHOLE;
}
