/** Tracks of the file that cannot be decoded; the video plays without them. */
import { Notice } from "@/components/notice";
import type { Video } from "@/lib/api-types";

import { isWatchable } from "./is-watchable";
import { unplayedWords } from "./unplayed-words";

export function UnplayedTracks({ video }: { video: Video }) {
  const words = unplayedWords(video.media);
  if (words === null || !isWatchable(video)) return null;
  return (
    <div className="mt-4">
      <Notice tone="calm">{words}</Notice>
    </div>
  );
}
