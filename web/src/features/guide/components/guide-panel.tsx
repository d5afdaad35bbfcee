/** The guide: steps with pictures; a click seeks, the one on screen is marked. */
import { useQuery } from "@tanstack/react-query";

import { Skeleton } from "@/components/skeleton";
import type { DocumentStep, Stage } from "@/lib/api-types";
import { Link } from "@/lib/router/link";
import { commonWords } from "@/words/common";
import { partWords } from "@/words/parts";
import { watchWords } from "@/words/watch";

import { documentQuery } from "../api/get-document";
import { GUIDE_STAGES, readingState } from "../reading-state";
import { GuideStep } from "./guide-step";
import { LoadFailure } from "./load-failure";
import { ReadingNotice } from "./reading-notice";

interface GuidePanelProps {
  videoId: string;
  stages: readonly Stage[];
  /** Which step is on screen; -1 for none. */
  currentIndex: number;
  retrying: boolean;
  /** Where the guide is a page of its own. */
  readAt: string;
  onSeek: (step: DocumentStep) => void;
  /** Null where the asker may not. */
  onRetry: ((stage: string) => void) | null;
}

export function GuidePanel({ videoId, stages, currentIndex, retrying, readAt, onSeek, onRetry }: GuidePanelProps) {
  const guide = useQuery(documentQuery(videoId));
  const state = readingState(stages, GUIDE_STAGES);

  if (guide.isPending) return <GuideSkeleton />;
  if (!guide.data) {
    return (
      <LoadFailure
        title={partWords.guideNotLoaded}
        error={guide.error}
        busy={guide.isFetching}
        onRetry={() => void guide.refetch()}
      />
    );
  }
  const { steps, unread } = guide.data;
  if (steps.length === 0) {
    return (
      <>
        <UnreadNotice scripts={unread} />
        <ReadingNotice
          state={state}
          what={partWords.theGuide}
          none={partWords.noSteps}
          retrying={retrying}
          onRetry={onRetry}
        />
      </>
    );
  }
  return (
    <>
      <UnreadNotice scripts={unread} />
      <p className="flex flex-wrap justify-between gap-x-3 px-4 pt-3.5 pb-1.5 text-[12.5px] text-muted">
        {partWords.writtenFromScreen(commonWords.steps(steps.length))}
        <Link to={readAt} className="rounded-md text-accent hover:underline">
          {partWords.readAsPage}
        </Link>
      </p>
      <ol className="px-1 pb-4">
        {steps.map((step, index) => (
          <GuideStep
            key={step.id}
            step={step}
            number={index + 1}
            current={index === currentIndex}
            onSeek={() => onSeek(step)}
          />
        ))}
      </ol>
    </>
  );
}

/** What stood on the screen and could not be read is said, not guessed. */
function UnreadNotice({ scripts }: { scripts: readonly string[] }) {
  if (scripts.length === 0) return null;
  return <p className="mx-4 mt-3.5 rounded-control bg-sunk px-3 py-2 text-muted">{partWords.unreadScripts(scripts)}</p>;
}

function GuideSkeleton() {
  return (
    <div role="status" aria-label={watchWords.loadingGuide} className="px-1 pt-3.5">
      <Skeleton className="mx-3 mb-1.5 h-[19px] w-44" />
      {[0, 1, 2, 3, 4].map((row) => (
        <div key={row} className="grid grid-cols-[112px_1fr] gap-3 px-4 py-3">
          <Skeleton className="aspect-[16/10] rounded-lg" />
          <div>
            <Skeleton className="h-4 w-11/12" />
            <Skeleton className="mt-2 h-3.5 w-3/4" />
          </div>
        </div>
      ))}
    </div>
  );
}
