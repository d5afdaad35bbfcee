/** One recording that was left behind: what became of it, and what to do with it. */
import { useState } from "react";

import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { IconButton } from "@/components/icon-button";
import { Notice } from "@/components/notice";
import { formatBytes } from "@/lib/format";
import { Link } from "@/lib/router/link";
import { useNavigate } from "@/lib/router/use-router";
import type { Fate, Unfinished } from "@/recording/recovery/fate";
import { commonWords } from "@/words/common";
import { recorderWords } from "@/words/recorder";

import { useRecovery } from "../recovery/use-recovery";
import { unfinishedWords } from "../words/unfinished";
import { DiscardKeptDialog } from "./discard-kept-dialog";

interface UnfinishedRecordingProps {
  unfinished: Unfinished;
  fate: Fate;
  /** Nothing of it is left to decide. */
  onSettled: () => void;
  /** The server may say something else by now. */
  onChanged: () => void;
}

export function UnfinishedRecording({ unfinished, fate, onSettled, onChanged }: UnfinishedRecordingProps) {
  const { record, start } = unfinished;
  const navigate = useNavigate();
  const { sending, busy, trouble, send, save, discard } = useRecovery(record);
  const [asked, setAsked] = useState(false);
  const { title, text } = unfinishedWords(unfinished, fate);
  const whole = fate.kind === "finished" && fate.missing === 0;

  async function sendAndOpen(): Promise<void> {
    if (await send()) void navigate(`/watch/${record.videoId}`);
    else onChanged();
  }

  async function throwAway(): Promise<void> {
    setAsked(false);
    if (await discard()) onSettled();
  }

  return (
    <Notice tone={whole ? "calm" : "warning"} icon={whole ? "check" : "alert"}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-[min(100%,280px)] flex-1">
          <b className="font-[620]">{title}</b> {text}
          {trouble !== null && <p role="alert">{trouble}</p>}
        </div>
        {sending === null ? (
          <div className="flex flex-wrap items-center gap-2">
            {(fate.kind === "open" || fate.kind === "unknown") && (
              <Button kind="primary" busy={busy} onClick={() => void sendAndOpen()}>
                {recorderWords.sendRest}
              </Button>
            )}
            {fate.kind === "finished" && (
              <Link to={`/watch/${record.videoId}`} className={buttonStyle("primary")}>
                {commonWords.openRecording}
              </Link>
            )}
            {!whole && start < record.size && (
              <Button disabled={busy} onClick={() => void save()}>
                {start === 0 ? recorderWords.saveHere : recorderWords.savePartHere}
              </Button>
            )}
            {whole ? (
              <IconButton icon="close" label={commonWords.dismiss} onClick={onSettled} />
            ) : (
              <Button kind="ghost" disabled={busy} onClick={() => setAsked(true)}>
                {recorderWords.discard}
              </Button>
            )}
          </div>
        ) : (
          <p role="status" className="num">
            {sendingWords(sending)}
          </p>
        )}
      </div>
      {asked && (
        <DiscardKeptDialog
          everything={fate.kind !== "finished"}
          onKeep={() => setAsked(false)}
          onDiscard={() => void throwAway()}
        />
      )}
    </Notice>
  );
}

function sendingWords({ phase, queuedBytes }: { phase: string; queuedBytes: number }): string {
  if (phase === "waiting") return recorderWords.unreachable;
  return queuedBytes > 0 ? commonWords.sendingLast(formatBytes(queuedBytes)) : commonWords.puttingTogether;
}
