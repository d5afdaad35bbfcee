/** What a hit shows: where the words stand, when, and the words around them; of a screen its picture. */
import { Icon, type IconName } from "@/components/icon";
import type { Hit } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { searchWords } from "@/words/search";

import { HitPicture } from "./hit-picture";
import { Marked } from "./marked";

const ICONS: Record<Hit["kind"], IconName> = {
  title: "film",
  guide: "steps",
  comment: "comment",
  speech: "microphone",
  screen: "text",
};

interface HitBodyProps {
  hit: Hit;
  /** Width by height of the video. */
  ratio: number;
}

export function HitBody({ hit, ratio }: HitBodyProps) {
  const shown = hit.picture_url !== null && (hit.kind === "screen" || hit.kind === "guide");
  return (
    <span className="flex items-start gap-3">
      {shown && hit.picture_url !== null && (
        <span className="w-[148px] shrink-0 max-sm:w-[112px]">
          <HitPicture url={hit.picture_url} boxes={hit.boxes} ratio={ratio} />
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="num flex items-center gap-1.5 text-[12px] text-muted">
          <Icon name={ICONS[hit.kind]} size={14} />
          {hit.kind === "title" ? searchWords.title : searchWords.at(searchWords[hit.kind], formatClock(hit.timestamp))}
        </span>
        <span className="mt-0.5 line-clamp-2 block text-[13.5px] text-ink wrap-anywhere">
          <Marked parts={hit.parts} />
        </span>
      </span>
    </span>
  );
}
