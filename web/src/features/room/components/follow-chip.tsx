/** Over the picture: whom one follows, or that one is followed; a press ends it. */
import { Icon } from "@/components/icon";
import { personColour } from "@/components/person-colour";
import { roomWords } from "@/words/room";

import type { Person } from "../lib/room-state";

interface FollowChipProps {
  /** Who is followed. */
  leader: Person | null;
  presenting: boolean;
  onLeave: () => void;
}

export function FollowChip({ leader, presenting, onLeave }: FollowChipProps) {
  if (!leader && !presenting) return null;
  const [text, does] = leader ? [roomWords.following(leader.name), roomWords.stopFollowing] : [roomWords.presenting, roomWords.stopPresenting];
  return (
    <button
      type="button"
      data-following={leader ? leader.name : undefined}
      onClick={onLeave}
      title={does}
      aria-label={`${text}. ${does}`}
      className="absolute top-3 left-1/2 z-20 flex h-8 max-w-[calc(100%-24px)] -translate-x-1/2 items-center gap-2 rounded-full border border-white/20 bg-[#1b1b1df2] px-3 text-[13px] font-[570] text-white shadow-float focus-visible:outline-white pointer-coarse:h-11"
    >
      <span className="size-3.5 shrink-0 rounded-full" style={{ background: leader ? personColour(leader.id ?? leader.name) : "#34c759" }} />
      <span className="truncate">{text}</span>
      <Icon name="close" size={14} />
    </button>
  );
}
