/** One step as a page tells it: its number, what to do, when it is in the video, and the picture. */
import type { RefCallback } from "react";

import type { DocumentStep } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { Link } from "@/lib/router/link";
import { commonWords } from "@/words/common";
import { guideWords } from "@/words/guide";

import { stepBody } from "../step-body";
import { plainTitle } from "../title-runs";
import { MarkdownText } from "./markdown-text";
import { ReadingPicture } from "./reading-picture";
import { StepTitle } from "./step-title";

interface ReadingStepProps {
  step: DocumentStep;
  number: number;
  /** Where this moment of the video is to be seen. */
  watchAt: string;
  ratio: number;
  eager: boolean;
  watched: RefCallback<HTMLElement>;
}

export function ReadingStep({ step, number, watchAt, ratio, eager, watched }: ReadingStepProps) {
  const clock = formatClock(step.timestamp);
  const { image_url } = step;
  const title = plainTitle(step.title);
  return (
    <article
      ref={watched}
      id={`step-${number}`}
      data-index={number - 1}
      className="mt-11 scroll-mt-20 print:mt-8 print:break-inside-avoid"
    >
      <h2 className="flex items-baseline gap-3 text-[19px] leading-snug font-[620] tracking-[-0.01em] print:break-after-avoid">
        <span className="num text-[15px] font-[500] text-faint">{number}</span>
        <span className="min-w-0 flex-1 break-words">
          <StepTitle title={step.title} />
        </span>
        <Link
          to={watchAt}
          aria-label={commonWords.goToWhat(clock, title)}
          className="num rounded-md text-[15px] font-[500] text-faint hover:text-accent hover:underline"
        >
          {clock}
        </Link>
      </h2>
      <Body step={step} />
      {image_url !== null && (
        <ReadingPicture step={{ ...step, image_url }} alt={guideWords.pictureOf(number, title)} ratio={ratio} eager={eager} />
      )}
    </article>
  );
}

function Body({ step }: { step: DocumentStep }) {
  if (step.text_format === "markdown") return <MarkdownText text={step.text} className="mt-2 text-muted" />;
  const { lines, look } = stepBody(step);
  if (lines.length === 0) return null;
  if (look === "output") {
    return (
      <pre className="mt-2 overflow-x-auto rounded-lg border border-line bg-sunk p-3 font-mono text-[13px] whitespace-pre-wrap text-muted">
        {lines.join("\n")}
      </pre>
    );
  }
  if (look === "list") {
    return (
      <ul className="mt-2 list-disc pl-8 text-muted">
        {lines.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    );
  }
  return <p className="mt-1.5 break-words whitespace-pre-line text-muted">{lines.join("\n")}</p>;
}
