/** A video with its best hits, each a link to its moment. */
import { TimeAgo } from "@/components/time-ago";
import type { FoundVideo } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { PLAY_AT_ONCE } from "@/lib/play-at-once";
import { Link } from "@/lib/router/link";
import { searchWords } from "@/words/search";

import { hitAddress } from "../hit-address";
import { ratioOf } from "../ratio";
import { HitBody } from "./hit-body";
import { Marked } from "./marked";

export function FoundVideoRow({ video, q }: { video: FoundVideo; q: string }) {
  const title = video.hits.find(({ kind }) => kind === "title");
  const hits = video.hits.filter((hit) => hit !== title);
  return (
    <article data-video-id={video.video_id}>
      <h2 className="text-[15.5px] font-[600] wrap-anywhere">
        <Link to={hitAddress(video.video_id, { kind: "title", timestamp: 0 }, q)} className="rounded hover:underline">
          {title ? <Marked parts={title.parts} /> : video.title}
        </Link>
      </h2>
      <p className="num text-[12.5px] text-muted">
        {video.owner.name} · <TimeAgo iso={video.created_at} />
        {video.duration !== null && ` · ${formatClock(video.duration)}`}
        {video.found > video.hits.length && ` · ${searchWords.moreHere(video.found)}`}
      </p>
      {hits.length > 0 && (
        <ul className="mt-1.5 -ml-2.5">
          {hits.map((hit) => (
            <li key={`${hit.kind}-${hit.timestamp}-${hit.snippet}`}>
              <Link
                to={hitAddress(video.video_id, hit, q)}
                state={PLAY_AT_ONCE}
                className="block rounded-control px-2.5 py-2 hover:bg-sunk"
              >
                <HitBody hit={hit} ratio={ratioOf(video)} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
