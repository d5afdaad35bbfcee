/** A step's picture in the panel: the part around what was pressed, with a box around it and the pointer as it was. */
import type { DocumentStep } from "@/lib/api-types";

import { shownPart } from "../shown-part";

interface StepPictureProps {
  url: string;
  target: DocumentStep["target"];
  pointer: DocumentStep["pointer"];
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

export function StepPicture({ url, target, pointer }: StepPictureProps) {
  if (!target) {
    return (
      <img src={url} alt="" loading="lazy" decoding="async" className="size-full object-cover object-top-left" />
    );
  }
  const part = shownPart(target);
  return (
    <div className="relative size-full overflow-hidden">
      <div
        className="absolute top-0 left-0"
        style={{
          width: percent(1 / part.width),
          transform: `translate(${percent(-part.x)}, ${percent(-part.y)})`,
        }}
      >
        <img src={url} alt="" loading="lazy" decoding="async" className="block w-full" />
        <span
          data-testid="target"
          className="absolute rounded border-2 border-accent shadow-[0_0_0_1px_#fff]"
          style={{
            left: percent(target.x),
            top: percent(target.y),
            width: percent(target.width),
            height: percent(target.height),
          }}
        />
        {pointer && (
          <svg
            viewBox="0 0 18 18"
            aria-hidden="true"
            className="absolute size-4"
            style={{ left: percent(pointer.x), top: percent(pointer.y) }}
          >
            <path
              d="M1 1l11 9-5 .6 3 5.4-2.4 1.2-2.8-5.6L1 15z"
              fill="#111"
              stroke="#fff"
              strokeWidth="1.2"
            />
          </svg>
        )}
      </div>
    </div>
  );
}
