/** What is being recorded, with its length on it; before that, what will be. */
import { useEffect, useRef } from "react";

import { Icon } from "@/components/icon";
import { PulseDot } from "@/components/pulse-dot";
import { formatClock } from "@/lib/format";
import { useNow } from "@/lib/use-now";
import type { MultitrackView } from "@/recording/multitrack/multitrack-run";
import { multitrackWords } from "@/words/multitrack";

interface LivePictureProps {
  view: MultitrackView;
  source: "camera" | "screen";
}

export function LivePicture({ view, source }: LivePictureProps) {
  const ref = useRef<HTMLVideoElement>(null);
  const { picture } = view;
  useEffect(() => {
    if (ref.current !== null) ref.current.srcObject = picture;
  }, [picture]);
  return (
    <div data-theme="dark" className="relative aspect-video bg-bg text-ink max-lg:border-b max-lg:border-line lg:aspect-auto lg:min-h-[400px]">
      <video
        ref={ref}
        autoPlay
        muted
        playsInline
        aria-label={multitrackWords.beingRecorded}
        className={`absolute inset-0 size-full object-contain ${picture === null ? "invisible" : ""} ${source === "camera" ? "-scale-x-100" : ""}`}
      />
      {picture === null && (
        <div className="absolute inset-0 grid place-items-center p-6 text-center">
          <div className="flex flex-col items-center gap-3 text-muted">
            <span className="grid size-16 place-items-center rounded-2xl border border-line bg-panel text-ink">
              <Icon name={source} size={28} />
            </span>
            <p className="max-w-[300px]">{emptyWords(view, source)}</p>
          </div>
        </div>
      )}
      {view.phase === "recording" && view.startedAt !== null && <Elapsed since={view.startedAt} />}
    </div>
  );
}

function Elapsed({ since }: { since: number }) {
  const now = useNow(250);
  return (
    <span
      role="timer"
      aria-label={multitrackWords.recorded}
      className="num absolute top-3 right-3 inline-flex items-center gap-2 rounded-lg bg-rec-fill px-[11px] py-[5px] text-sm leading-5 font-[650] text-white shadow-card"
    >
      <PulseDot />
      {formatClock((now - since) / 1000)}
    </span>
  );
}

function emptyWords({ phase }: MultitrackView, source: "camera" | "screen"): string {
  if (phase === "choosing") return source === "camera" ? multitrackWords.allowBoth : multitrackWords.chooseWhat;
  if (phase === "stopping") return multitrackWords.sendingLast;
  if (phase === "done") return multitrackWords.stored;
  return source === "camera" ? multitrackWords.seeYourself : multitrackWords.screenHere;
}
