/** What is being made of a video that plays already, in the heading's line, so that nothing moves when it is done. */
import type { Video } from "@/lib/api-types";
import { formatPercent } from "@/lib/format";
import { currentStage, doingWords } from "@/lib/stages";

import { isWatchable } from "./is-watchable";
import { rungWords } from "./rung-words";

export function ProgressWords({ video }: { video: Video }) {
  // What changes the picture itself comes before what is written about it.
  const making = video.stages.find(({ name, state }) => name === "transcode" && state === "running");
  const stage = making ?? currentStage(video.stages);
  if (video.status !== "processing" || !isWatchable(video) || !stage) return null;
  return (
    <span>
      {" · "}
      <span className="text-accent">
        <span role="status">{doingWords(stage.name)}</span>: {formatPercent(stage.progress)}
      </span>
      {making && <span className="max-sm:hidden"> {rungWords(video.renditions)}</span>}
    </span>
  );
}
