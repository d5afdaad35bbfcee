/** One session: what there is of it, how far its film is, and what to do next. */
import { useState } from "react";

import { Chip } from "@/components/chip";
import { Icon } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { PulseDot } from "@/components/pulse-dot";
import { TimeAgo } from "@/components/time-ago";

import type { Session } from "../session";
import { sessionFacts, statusWords } from "../words";
import { DeleteSessionDialog } from "./delete-recording-dialog";
import { SessionFilm } from "./film";

const TONES = {
  recording: "recording",
  recorded: "neutral",
  compiling: "neutral",
  compiled: "neutral",
  failed: "failed",
} as const;

export function SessionCard({ session }: { session: Session }) {
  const [asked, setAsked] = useState(false);
  return (
    <li data-session-id={session.session_id} data-status={session.status} className="rounded-card border border-line bg-panel">
      <div className="flex items-start gap-4 p-4">
        <span aria-hidden="true" className="grid size-11 shrink-0 place-items-center rounded-control bg-accent-soft text-accent">
          <Icon name={session.status === "compiled" ? "film" : "sessions"} size={20} />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h3 className="min-w-0 truncate font-[570]" title={session.title}>
              {session.title}
            </h3>
            <Chip tone={TONES[session.status]} className={session.status === "compiled" ? "bg-ok-soft! text-ok!" : ""}>
              {session.status === "recording" && <PulseDot />}
              {statusWords(session)}
            </Chip>
          </div>
          <p className="num text-[12.5px] text-muted">
            <TimeAgo iso={session.created_at} /> · {sessionFacts(session)}
          </p>
        </div>
        {session.status !== "recording" && (
          <IconButton icon="trash" label={`Delete ${session.title}`} onClick={() => setAsked(true)} />
        )}
      </div>
      <SessionFilm session={session} />
      {asked && <DeleteSessionDialog session={session} onClose={() => setAsked(false)} />}
    </li>
  );
}
