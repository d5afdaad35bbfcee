/** One bubble on the timeline: a person, or a number of comments. Hover shows what they say. */
import { Avatar } from "@/components/avatar";
import { Icon } from "@/components/icon";
import { formatClock } from "@/lib/format";
import { commonWords } from "@/words/common";
import { playerWords } from "@/words/player";
import { threadWords } from "@/words/threads";

import type { Marker, MarkerCluster } from "../lib/cluster-markers";

const PREVIEWED = 3;

interface TimelineBubbleProps {
  cluster: MarkerCluster;
  onMarker: (marker: Marker) => void;
}

export function TimelineBubble({ cluster, onMarker }: TimelineBubbleProps) {
  const { at, markers } = cluster;
  const [first] = markers;
  const alone = markers.length === 1;
  const label = alone
    ? playerWords.commentOf(first.person.name, formatClock(first.time), textOf(first))
    : playerWords.commentsFrom(commonWords.comments(markers.length), formatClock(first.time));
  const rest = markers.length - PREVIEWED;
  return (
    <>
      <button
        type="button"
        aria-label={label}
        data-marker-id={first.id}
        data-moment
        onClick={() => onMarker(first)}
        className="peer in-data-shown:pointer-events-auto absolute bottom-[5px] grid size-6 -translate-x-1/2 place-items-center rounded-full border-2 border-white transition-transform duration-100 after:absolute after:top-full after:left-1/2 after:h-[7px] after:w-px after:bg-white hover:scale-115 focus-visible:outline-white"
        style={{ left: `${at * 100}%` }}
      >
        {alone ? (
          <>
            <Avatar person={first.person} size={20} className="text-[9px]!" />
            {first.kind === "drawing" && (
              <span data-kind="drawing" className="absolute -top-1.5 -right-1.5 grid size-3.5 place-items-center rounded-full bg-white text-[#1b1b1d]">
                <Icon name="pencil" size={10} />
              </span>
            )}
          </>
        ) : (
          <span
            data-count={markers.length}
            className="num grid size-5 place-items-center rounded-full bg-accent-fill text-[10px] font-[650] before:content-[attr(data-count)]"
          />
        )}
      </button>
      <div
        aria-hidden="true"
        className="pointer-events-none absolute bottom-[38px] z-20 flex w-[240px] max-w-full flex-col gap-2 rounded-card border border-white/15 bg-[#1b1b1df2] px-3 py-2.5 text-[12.5px] leading-[1.4] opacity-0 shadow-float transition-opacity duration-100 peer-hover:opacity-100 peer-focus-visible:opacity-100"
        style={{ left: `${at * 100}%`, transform: `translateX(${-at * 100}%)` }}
      >
        {markers.slice(0, PREVIEWED).map((marker) => (
          <div key={marker.id}>
            <div className="num flex justify-between gap-2">
              <span className="truncate font-[570]">{marker.person.name}</span>
              <span className="text-white/70">{formatClock(marker.time)}</span>
            </div>
            <div className="line-clamp-2 text-white/85">{textOf(marker)}</div>
          </div>
        ))}
        {rest > 0 && <div className="text-white/70">{playerWords.andMore(rest)}</div>}
      </div>
    </>
  );
}

/** A drawing may have no words. */
function textOf({ kind, text }: Marker): string {
  return kind === "drawing" && text === "" ? threadWords.drew : text;
}
