/** A step's picture in the reading page: the part that matters, what was pressed boxed, and the pointer as it was. */
import type { DocumentStep } from "@/lib/api-types";
import { stableUrl } from "@/lib/signed-url";

import { readingPart } from "../reading-part";

interface ReadingPictureProps {
  step: DocumentStep & { image_url: string };
  alt: string;
  /** Width by height. */
  ratio: number;
  /** It is there before somebody comes to it, for paper too. */
  eager: boolean;
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

export function ReadingPicture({ step, alt, ratio, eager }: ReadingPictureProps) {
  const { target, pointer } = step;
  const part = readingPart(step);
  return (
    <div
      className="relative mt-3.5 w-full overflow-hidden rounded-card border border-line bg-sunk print:break-inside-avoid"
      style={{ aspectRatio: ratio }}
    >
      <div
        className="absolute top-0 left-0 h-full"
        style={{
          width: percent(1 / part.share),
          height: percent(1 / part.share),
          transform: `translate(${percent(-part.x)}, ${percent(-part.y)})`,
        }}
      >
        <img
          src={stableUrl(step.image_url)}
          alt={alt}
          loading={eager ? "eager" : "lazy"}
          fetchPriority={eager ? "low" : "auto"}
          decoding="async"
          className="block size-full object-contain object-top-left"
        />
        {target && (
          <span
            data-testid="target"
            className="absolute rounded border-2 border-rec bg-rec/13 print:[print-color-adjust:exact]"
            style={{
              left: percent(target.x),
              top: percent(target.y),
              width: percent(target.width),
              height: percent(target.height),
            }}
          />
        )}
        {target && pointer && (
          <svg
            viewBox="0 0 18 18"
            aria-hidden="true"
            className="absolute size-[22px]"
            style={{ left: percent(pointer.x), top: percent(pointer.y) }}
          >
            <path d="M1 1l11 9-5 .6 3 5.4-2.4 1.2-2.8-5.6L1 15z" fill="#111" stroke="#fff" strokeWidth="1.2" />
          </svg>
        )}
      </div>
    </div>
  );
}
