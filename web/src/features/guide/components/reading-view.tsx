/** A guide as a page somebody wrote: contents that follow reading, numbered steps with pictures, fit for paper. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { Skeleton } from "@/components/skeleton";
import type { Stage } from "@/lib/api-types";
import { commonWords } from "@/words/common";
import { guideWords } from "@/words/guide";
import { partWords } from "@/words/parts";
import { watchWords } from "@/words/watch";

import { documentQuery } from "../api/get-document";
import { GUIDE_STAGES, readingState } from "../reading-state";
import { useReadStep } from "../use-read-step";
import { LoadFailure } from "./load-failure";
import { ReadingContents } from "./reading-contents";
import { ReadingNotice } from "./reading-notice";
import { ReadingStep } from "./reading-step";

/** So many pictures are loaded at once: a guide of usual length goes to paper whole. */
const EAGER = 60;

interface ReadingViewProps {
  videoId: string;
  title: string;
  /** Where the guide is from. */
  about: string;
  /** How long the video is, in words; null while nobody knows. */
  length: string | null;
  /** Width by height of the video. */
  ratio: number;
  stages: readonly Stage[];
  /** The address at which a moment of the video is to be seen. */
  watchAt: (seconds: number) => string;
  /** Below the title: what can be done. */
  children: ReactNode;
}

export function ReadingView({ videoId, title, about, length, ratio, stages, watchAt, children }: ReadingViewProps) {
  const guide = useQuery(documentQuery(videoId));
  const { current, watch } = useReadStep();
  const steps = guide.data?.steps ?? [];
  const count = [commonWords.steps(steps.length), ...(length === null ? [] : [length])].join(" · ");

  return (
    <div className="mx-auto grid justify-center gap-x-14 px-4 pt-5 pb-20 md:px-8 lg:grid-cols-[248px_minmax(0,760px)] lg:pt-10 print:block print:p-0">
      {steps.length > 0 ? <ReadingContents about={count} steps={steps} current={current} /> : <span className="max-lg:hidden" />}
      <main id="main" tabIndex={-1} className="min-w-0 max-lg:mx-auto max-lg:w-full max-lg:max-w-[760px] print:max-w-none">
        <p className="text-[12.5px] text-muted">{about}</p>
        <h1 className="mt-1 text-[30px] leading-tight font-[650] tracking-[-0.015em] break-words max-sm:text-2xl">{title}</h1>
        <div className="mt-3.5 flex flex-wrap items-center gap-2.5 print:hidden">{children}</div>
        {guide.isPending && <StepsSkeleton />}
        {!guide.isPending && !guide.data && (
          <LoadFailure
            title={partWords.guideNotLoaded}
            error={guide.error}
            busy={guide.isFetching}
            onRetry={() => void guide.refetch()}
          />
        )}
        {guide.data && guide.data.unread.length > 0 && (
          <p className="mt-5 rounded-control bg-sunk px-3 py-2 text-muted">{partWords.unreadScripts(guide.data.unread)}</p>
        )}
        {guide.data && steps.length === 0 && (
          <ReadingNotice
            state={readingState(stages, GUIDE_STAGES)}
            what={partWords.theGuide}
            none={partWords.noSteps}
            retrying={false}
            onRetry={null}
          />
        )}
        {steps.map((step, index) => (
          <ReadingStep
            key={step.id}
            step={step}
            number={index + 1}
            watchAt={watchAt(step.timestamp)}
            ratio={ratio}
            eager={index < EAGER}
            watched={watch}
          />
        ))}
        {steps.length > 0 && <p className="mt-14 text-[12.5px] text-faint print:hidden">{guideWords.endOfGuide}</p>}
      </main>
    </div>
  );
}

function StepsSkeleton() {
  return (
    <div role="status" aria-label={watchWords.loadingGuide}>
      {[0, 1].map((row) => (
        <div key={row} className="mt-11">
          <Skeleton className="h-6 w-3/5" />
          <Skeleton className="mt-3.5 aspect-video rounded-card" />
        </div>
      ))}
    </div>
  );
}
