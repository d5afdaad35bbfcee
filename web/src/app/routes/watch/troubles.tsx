/** What there is to say about the recording below what plays: where it ended, what cannot be heard, what failed. */
import type { Video } from "@/lib/api-types";

import { EndedEarly } from "./ended-early";
import { PipelineTrouble } from "./pipeline-trouble";
import { UnplayedTracks } from "./unplayed-tracks";

export function Troubles({ video }: { video: Video }) {
  return (
    <>
      <EndedEarly video={video} />
      <UnplayedTracks video={video} />
      <PipelineTrouble video={video} />
    </>
  );
}
