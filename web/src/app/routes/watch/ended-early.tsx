/** The recording lost its browser before it was stopped; what had arrived is here. */
import { Notice } from "@/components/notice";
import type { Video } from "@/lib/api-types";
import { partWords } from "@/words/parts";

import { isWatchable } from "./is-watchable";

export function EndedEarly({ video }: { video: Video }) {
  if (!video.ended_early || !isWatchable(video)) return null;
  return (
    <div className="mt-4">
      <Notice tone="calm">{partWords.endedEarly}</Notice>
    </div>
  );
}
