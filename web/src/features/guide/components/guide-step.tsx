/** One step: picture, what to do, when; it comes into view when the video reaches it. */
import { useEffect, useRef } from "react";

import { Icon } from "@/components/icon";
import type { DocumentStep } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { scrollWithin } from "@/lib/scroll-within";
import { stableUrl } from "@/lib/signed-url";

interface GuideStepProps {
  step: DocumentStep;
  number: number;
  current: boolean;
  onSeek: () => void;
}

export function GuideStep({ step, number, current, onSeek }: GuideStepProps) {
  const row = useRef<HTMLLIElement>(null);

  useEffect(() => {
    if (current && row.current) scrollWithin(row.current);
  }, [current]);

  return (
    <li
      ref={row}
      aria-current={current ? "step" : undefined}
      className={`relative grid grid-cols-[112px_minmax(0,1fr)] gap-3 rounded-control px-4 py-3 transition-colors duration-150 ${current ? "bg-accent-soft" : "hover:bg-sunk"}`}
    >
      <div className="grid aspect-[16/10] place-items-center overflow-hidden rounded-lg border border-line bg-sunk text-faint">
        {step.image_url === null ? (
          <Icon name="screen" />
        ) : (
          <img
            src={stableUrl(step.image_url)}
            alt=""
            loading="lazy"
            decoding="async"
            className="size-full object-cover object-top-left"
          />
        )}
      </div>
      <div className="min-w-0">
        <div className="flex items-start gap-2">
          <h2 className="min-w-0 flex-1 leading-[1.4] font-[600]">
            <button
              type="button"
              onClick={onSeek}
              className="text-left after:absolute after:inset-0 after:rounded-control focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
            >
              {number}. {step.title}
            </button>
          </h2>
          <span className={`num pt-px text-[12.5px] ${current ? "text-accent" : "text-faint"}`}>
            {formatClock(step.timestamp)}
          </span>
        </div>
        {step.text !== "" && (
          <p className="mt-0.5 line-clamp-3 text-[12.5px] text-muted" title={step.text}>
            {step.text}
          </p>
        )}
      </div>
    </li>
  );
}
