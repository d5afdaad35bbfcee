/** Boxes around the words on the frame that is shown, for some seconds from where a hit begins. */
import type { Hit } from "@/lib/api-types";

import { shownBoxes } from "../shown-boxes";

interface FoundBoxesProps {
  hits: readonly Hit[];
  seconds: number;
  /** Width by height of the video. */
  ratio: number;
}

const HEIGHT = 1000;

/** It lies over a picture that is as large as it can be with nothing cut off, as this is. */
export function FoundBoxes({ hits, seconds, ratio }: FoundBoxesProps) {
  const boxes = shownBoxes(hits, seconds);
  if (boxes.length === 0) return null;
  const width = HEIGHT * ratio;
  return (
    <svg
      aria-hidden="true"
      data-found-boxes={boxes.length}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid meet"
      className="pointer-events-none absolute inset-0 size-full"
    >
      {boxes.map(({ x, y, w, h }, index) => (
        <rect
          key={index}
          x={x * width - 4}
          y={y * HEIGHT - 4}
          width={w * width + 8}
          height={h * HEIGHT + 8}
          rx={4}
          className="fill-[#f5a52433] stroke-[#f5a524] [stroke-width:2.5px] [vector-effect:non-scaling-stroke]"
        />
      ))}
    </svg>
  );
}
