/** One line: who, what, when; new ones have a dot. */
import { Avatar } from "@/components/avatar";
import { Icon } from "@/components/icon";
import { TimeAgo } from "@/components/time-ago";
import type { NewsLine } from "@/lib/api-types";
import { formatClock } from "@/lib/format";
import { Link } from "@/lib/router/link";
import { bellWords } from "@/words/bell";

interface NewsRowProps {
  line: NewsLine;
  onOpen: () => void;
}

export function NewsRow({ line, onOpen }: NewsRowProps) {
  const name = line.who?.name ?? bellWords.gone;
  return (
    <li>
      <Link to={addressOf(line)} onClick={onOpen} className="flex items-start gap-2.5 rounded-lg px-2 py-2 hover:bg-sunk">
        {line.who === null ? (
          <span className="grid size-7 shrink-0 place-items-center rounded-full bg-sunk text-muted">
            <Icon name={line.kind === "failed" ? "alert" : "check"} size={15} />
          </span>
        ) : (
          <Avatar person={{ id: null, name, picture_url: line.who.picture_url }} />
        )}
        <span className="min-w-0 flex-1 wrap-anywhere">
          <span className={line.read ? "" : "font-[570]"}>{sentence(line, name)}</span>
          <span className="block text-[12.5px] text-muted">
            {line.timestamp !== null && `${bellWords.at(formatClock(line.timestamp))} · `}
            <TimeAgo iso={line.created_at} />
          </span>
        </span>
        {!line.read && (
          <span className="mt-2 size-2 shrink-0 rounded-full bg-accent-fill">
            <span className="sr-only">{bellWords.isNew}</span>
          </span>
        )}
      </Link>
    </li>
  );
}

function sentence(line: NewsLine, name: string): string {
  const { kind, video } = line;
  if (kind === "ready" || kind === "failed") return bellWords[kind](video.title);
  return bellWords[kind](name, Math.max(0, line.people - 1), video.title);
}

/** The moment, where it is about one. */
function addressOf(line: NewsLine): string {
  const watch = `/watch/${line.video.id}`;
  return line.timestamp === null ? watch : `${watch}?t=${line.timestamp}`;
}
