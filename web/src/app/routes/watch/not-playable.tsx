/** In the video's place while there is nothing to play: why, how far, and what to do. */
import { Suspense, type ReactNode } from "react";

import { Button } from "@/components/button";
import { lazily } from "@/components/lazily";
import { ProgressBar } from "@/components/progress-bar";
import { PulseDot } from "@/components/pulse-dot";
import { showToast } from "@/components/toast-store";
import { useRetryStages } from "@/features/library/api/retry-stages";
import { describeError, describeFault } from "@/lib/api-error";
import type { Video } from "@/lib/api-types";
import { formatBytes, formatClock, formatPercent } from "@/lib/format";
import { refusalOf } from "@/lib/refusals";
import { may } from "@/lib/rights";
import { currentStage, doingWords, failedStages, retriableStages } from "@/lib/stages";
import { useNow } from "@/lib/use-now";
import { commonWords } from "@/words/common";
import { partWords } from "@/words/parts";

import { isWatchable } from "./is-watchable";
import type { LiveWatchProps } from "./live-watch";

const LiveWatch = lazily(async () => (await import("./live-watch")).LiveWatch);

interface NotPlayableProps extends Omit<LiveWatchProps, "ready" | "waiting"> {
  /** It was being recorded when the page was opened: it is watched while it is, and a moment longer. */
  live: boolean;
}

export function NotPlayable({ live, ...rest }: NotPlayableProps) {
  const { status } = rest.video;
  const ready = isWatchable(rest.video);
  const still = ready ? null : <Still video={rest.video} />;
  if (!live || status === "aborted" || status === "failed") return still;
  return (
    <Suspense fallback={still}>
      <LiveWatch {...rest} ready={ready} waiting={still} />
    </Suspense>
  );
}

function Still({ video }: { video: Video }) {
  return (
    <section
      data-theme="dark"
      aria-label={partWords.cannotPlayYet}
      className="grid aspect-video place-items-center bg-linear-135 from-[#1b1a2b] to-[#101011] p-5 text-center text-white lg:rounded-[14px] lg:border lg:border-line"
    >
      <div className="max-w-[440px]">
        <Reason video={video} />
      </div>
    </section>
  );
}

function Reason({ video }: { video: Video }) {
  switch (video.status) {
    case "uploading":
      return video.source === "file" ? <StillUploading video={video} /> : <StillRecording video={video} />;
    case "aborted":
      return <Words title={partWords.discarded}>{partWords.nothingKept}</Words>;
    case "failed":
      return <Failed video={video} />;
    case "processing":
    case "done":
      return <Saving video={video} />;
  }
}

function StillRecording({ video }: { video: Video }) {
  const now = useNow(1000);
  const stored = video.upload?.stored ?? 0;
  return (
    <>
      <span className="num mx-auto mb-4 inline-flex items-center gap-2 rounded-full bg-rec-fill px-3.5 py-1 font-[550]">
        <PulseDot />
        {formatClock((now - Date.parse(video.created_at)) / 1000)}
      </span>
      <Words title={partWords.stillRecording}>
        {partWords.playsOnceStopped}
        {stored > 0 && <span className="num block">{partWords.storedSafely(formatBytes(stored))}</span>}
      </Words>
    </>
  );
}

function StillUploading({ video }: { video: Video }) {
  const stored = video.upload?.stored ?? 0;
  return (
    <Words title={partWords.stillUploading}>
      {partWords.playsOnceChecked}
      {stored > 0 && <span className="num block">{partWords.storedSafely(formatBytes(stored))}</span>}
    </Words>
  );
}

function Saving({ video }: { video: Video }) {
  const stage = currentStage(video.stages);
  const words = doingWords(stage?.name ?? "finalize");
  const progress = stage?.progress ?? 0;
  return (
    <Words title={`${words} ${formatPercent(progress)}`}>
      <ProgressBar value={progress} label={words} className="mx-auto my-3 w-56 rounded-full bg-white/15" />
      {partWords.playsInAMoment}
    </Words>
  );
}

function Failed({ video }: { video: Video }) {
  const failed = failedStages(video.stages);
  const again = retriableStages(video.stages);
  const retry = useRetryStages(video.id);
  const fault = video.error ?? failed[0]?.error;
  const refusal = refusalOf(fault?.code);
  return (
    <Words title={refusal?.title ?? (video.source === "file" ? partWords.videoCannotPlay : partWords.recordingCannotPlay)}>
      {describeFault(fault)}
      {refusal && <span className="mt-1 block">{refusal.advice}</span>}
      {again.length > 0 && may(video, "retry") && (
        <span className="mt-4 block">
          <Button
            icon="retry"
            busy={retry.isPending}
            onClick={() =>
              retry.mutate(
                again.map((stage) => stage.name),
                { onError: (error) => showToast(commonWords.notStartedAgain(describeError(error)), "trouble") },
              )
            }
          >
            {commonWords.retry}
          </Button>
        </span>
      )}
    </Words>
  );
}

function Words({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div role="status">
      <h2 className="num text-lg font-[620] tracking-[-0.01em]">{title}</h2>
      <div className="mt-1 text-white/75">{children}</div>
    </div>
  );
}
