/** The picture that is or will be recorded, as large as the stage allows, in its own shape. */
import { useState, type CSSProperties, type ReactNode } from "react";

import { cx } from "@/lib/cx";
import type { Preview as PreviewOf } from "@/recording/media/media-rig";

import { CanvasView } from "./canvas-view";
import { StreamView } from "./stream-view";

const USUAL_RATIO = 16 / 9;
const FILLED = "aspect-(--ratio) w-[min(100cqw,calc(100cqh*var(--ratio)))]";
const EMPTY = "sm:aspect-(--ratio) sm:w-[min(100cqw,calc(100cqh*var(--ratio)))]";

interface PreviewProps {
  preview: PreviewOf;
  /** Recording runs: the frame says so. */
  live: boolean;
  /** Recording is over: its last frame stays. */
  frozen: boolean;
  /** Lies over the picture; `ratio` is width by height. */
  children: (ratio: number) => ReactNode;
}

export function Preview({ preview, live, frozen, children }: PreviewProps) {
  const [videoRatio, setVideoRatio] = useState(USUAL_RATIO);
  const ratio = ratioOf(preview, videoRatio);
  return (
    <div className="grid size-full place-items-center [container-type:size]">
      <div
        style={{ "--ratio": ratio } as CSSProperties}
        className={cx(
          "relative overflow-hidden rounded-2xl border transition-colors duration-300",
          live ? "border-rec/60" : "border-line",
          // Words need room where a picture would be a narrow strip.
          preview.kind === "none" ? `border-dashed border-line-strong max-sm:size-full ${EMPTY}` : `bg-panel ${FILLED}`,
        )}
      >
        {preview.kind === "composed" && <CanvasView canvas={preview.canvas} />}
        {(preview.kind === "screen" || preview.kind === "camera") && (
          <StreamView
            stream={preview.stream}
            mirrored={preview.kind === "camera" && preview.mirrored}
            frozen={frozen}
            onRatio={setVideoRatio}
          />
        )}
        {children(ratio)}
      </div>
    </div>
  );
}

function ratioOf(preview: PreviewOf, videoRatio: number): number {
  if (preview.kind === "none") return USUAL_RATIO;
  return preview.kind === "composed" ? preview.canvas.width / preview.canvas.height : videoRatio;
}
