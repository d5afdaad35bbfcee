/** Over the picture while somebody speaks, and until what they said is sent. */
import { useState, type ReactNode, type SyntheticEvent } from "react";

import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { formatClock } from "@/lib/format";
import { commonWords } from "@/words/common";
import { voiceWords } from "@/words/voice";

import type { Speaking } from "./use-speaking";

const LONGEST_WORDS = 5000;

interface VoicePanelProps {
  speaking: Speaking;
  /** Tools to draw with, while the voice goes on. */
  children: ReactNode;
}

export function VoicePanel({ speaking, children }: VoicePanelProps) {
  const { phase } = speaking;
  return (
    <section
      aria-label={voiceWords.board}
      className="absolute top-3 left-1/2 z-20 w-max max-w-[calc(100%-24px)] -translate-x-1/2 rounded-card border border-white/15 bg-[#1f1f22f2] p-1.5 text-white shadow-float max-sm:fixed max-sm:inset-x-2 max-sm:top-auto max-sm:bottom-2 max-sm:w-auto max-sm:max-w-none max-sm:translate-x-0"
    >
      {phase === "speaking" && children}
      {phase === "asking" && <p role="status" className="px-2 py-1.5 text-[13px]">{voiceWords.asking}</p>}
      {phase === "refused" && <Refused speaking={speaking} />}
      {phase === "speaking" && <Going speaking={speaking} />}
      {phase === "over" && <SendForm speaking={speaking} />}
    </section>
  );
}

function Going({ speaking }: { speaking: Speaking }) {
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-2.5 border-t border-white/15 px-1 pt-1.5">
      <span className="num inline-flex items-center gap-2 font-[550]">
        <span aria-hidden="true" className="size-2.5 animate-pulse rounded-full bg-rec-fill" />
        <span aria-label={voiceWords.speaking(formatClock(speaking.seconds))}>{formatClock(speaking.seconds)}</span>
      </span>
      <span className="flex-1 basis-52 text-[12.5px] text-white/80">{speaking.kept ? voiceWords.how : voiceWords.notKept}</span>
      <Quiet onClick={speaking.discard}>{voiceWords.discard}</Quiet>
      <Button kind="record" size="small" onClick={speaking.stop} className="h-8! focus-visible:outline-white">
        {voiceWords.stop}
      </Button>
    </div>
  );
}

function Refused({ speaking }: { speaking: Speaking }) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-1">
      <p role="alert" className="flex flex-1 basis-64 items-center gap-2 text-[13px]">
        <Icon name="alert" size={16} />
        {speaking.why}
      </p>
      <Quiet onClick={speaking.discard}>{commonWords.close}</Quiet>
      <Button kind="primary" size="small" onClick={speaking.again} className="h-8! focus-visible:outline-white">
        {commonWords.tryAgain}
      </Button>
    </div>
  );
}

function SendForm({ speaking }: { speaking: Speaking }) {
  const [content, setContent] = useState("");
  const { sending, trouble } = speaking;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!sending) speaking.send(content.trim());
  }

  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2 px-1">
      {speaking.why !== null && <p role="status" className="basis-full text-[13px] text-white/85">{speaking.why}</p>}
      <input
        value={content}
        maxLength={LONGEST_WORDS}
        onChange={(event) => setContent(event.target.value)}
        placeholder={voiceWords.addWords}
        aria-label={voiceWords.addWords}
        className="h-9 min-w-0 flex-1 basis-44 rounded-lg border border-white/20 bg-white/10 px-2.5 text-white select-text placeholder:text-white/65 focus-visible:border-white focus-visible:outline-white"
      />
      <Quiet onClick={speaking.discard}>{voiceWords.discard}</Quiet>
      <Button type="submit" kind="primary" size="small" busy={sending} className="h-8! focus-visible:outline-white">
        {sending ? voiceWords.sending : trouble === null ? voiceWords.send : commonWords.tryAgain}
      </Button>
      {trouble !== null && (
        <p role="alert" className="basis-full text-[13px] text-[#ff9b94]">
          {voiceWords.notSent(trouble)}
        </p>
      )}
    </form>
  );
}

function Quiet({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className="h-8 rounded-lg px-2.5 font-[550] text-white hover:bg-white/15 focus-visible:outline-white">
      {children}
    </button>
  );
}
