/** A card's picture: the poster or a stand-in, with the state and the length on it. */
import { Chip } from "@/components/chip";
import { ProgressBar } from "@/components/progress-bar";
import { PulseDot } from "@/components/pulse-dot";
import type { VideoItem } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { libraryWords } from "@/words/library";

import type { CardState } from "../card-state";
import { CardFailure } from "./card-failure";
import { CardPoster } from "./card-poster";
import { CardPreview } from "./card-preview";
import { RecordingClock } from "./recording-clock";

interface CardPictureProps {
  video: VideoItem;
  state: CardState;
  /** Somebody looks at this card. */
  moving: boolean;
}

export function CardPicture({ video, state, moving }: CardPictureProps) {
  return (
    <div className="relative aspect-video overflow-hidden rounded-card border border-line bg-sunk transition-shadow duration-150 group-hover:shadow-card">
      <CardPoster id={video.id} url={video.poster_url} />
      {moving && video.preview_url !== null && <CardPreview url={video.preview_url} />}
      {state.kind === "failed" && (
        <CardFailure videoId={video.id} state={state} covers={video.poster_url === null} />
      )}
      {state.kind === "recording" && (
        <Chip tone="recording" className="absolute top-2 left-2">
          <PulseDot />
          {libraryWords.recording}
        </Chip>
      )}
      {state.kind === "uploading" && (
        <Chip tone="panel" className="absolute top-2 left-2">
          {libraryWords.uploading}
        </Chip>
      )}
      {state.kind === "processing" && (
        <>
          <Chip tone="panel" className="absolute top-2 left-2">
            <span title={state.doing}>{state.label}</span>
          </Chip>
          <ProgressBar value={state.progress} label={state.doing} className="absolute inset-x-0 bottom-0" />
        </>
      )}
      {state.kind === "recording" ? (
        <Chip tone="over-video" className="absolute right-2 bottom-2">
          <RecordingClock since={video.created_at} />
        </Chip>
      ) : (
        video.duration !== null && (
          <Chip tone="over-video" className="absolute right-2 bottom-2">
            {formatClock(video.duration)}
          </Chip>
        )
      )}
    </div>
  );
}
