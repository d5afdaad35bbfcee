/** One step: picture, what to do, when; it comes into view when the video reaches it. A click goes there. */
import { useEffect, useRef } from "react";

import { Icon } from "@/components/icon";
import { MomentButton } from "@/components/moment-button";
import type { DocumentStep } from "@/lib/api-types";
import { pressRow } from "@/lib/press-row";
import { scrollWithin } from "@/lib/scroll-within";
import { stableUrl } from "@/lib/signed-url";

import { MarkdownText } from "./markdown-text";
import { StepPicture } from "./step-picture";

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
      onClick={pressRow(onSeek)}
      className={`grid cursor-pointer grid-cols-[112px_minmax(0,1fr)] gap-3 rounded-control px-4 py-3 transition-colors duration-150 ${current ? "bg-accent-soft" : "hover:bg-sunk"}`}
    >
      <div className="grid aspect-[16/10] place-items-center overflow-hidden rounded-lg border border-line bg-sunk text-faint">
        {step.image_url === null ? (
          <Icon name="screen" />
        ) : (
          <StepPicture url={stableUrl(step.image_url)} target={step.target} pointer={step.pointer} />
        )}
      </div>
      <div className="min-w-0">
        <div className="flex items-start gap-2">
          <h2 className="min-w-0 flex-1 leading-[1.4] font-[600]">
            <span className="cursor-auto">
              {number}. {step.title}
            </span>
          </h2>
          <MomentButton
            seconds={step.timestamp}
            about={step.title}
            onGo={onSeek}
            className={`pt-px ${current ? "text-accent" : "text-muted"}`}
          />
        </div>
        {step.text !== "" && <StepText step={step} />}
      </div>
    </li>
  );
}

/** What somebody wrote is there in full; what was only read off the screen in part. */
function StepText({ step }: { step: DocumentStep }) {
  if (step.text_format === "markdown") {
    return <MarkdownText text={step.text} className="mt-0.5 cursor-auto text-[12.5px] text-muted" />;
  }
  return (
    <p className="mt-0.5 line-clamp-3 cursor-auto text-[12.5px] text-muted" title={step.text}>
      {step.text}
    </p>
  );
}
