/** One recording that was left behind: what became of it, and what to do with it. */
import { useState } from "react";
import { Link, useNavigate } from "react-router";

import { Button } from "@/components/button";
import { buttonStyle } from "@/components/button-style";
import { IconButton } from "@/components/icon-button";
import { Notice } from "@/components/notice";
import { formatBytes } from "@/lib/format";
import type { Fate, Unfinished } from "@/recording/recovery/fate";

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
                Send the rest and finish
              </Button>
            )}
            {fate.kind === "finished" && (
              <Link to={`/watch/${record.videoId}`} className={buttonStyle("primary")}>
                Open the recording
              </Link>
            )}
            {!whole && start < record.size && (
              <Button disabled={busy} onClick={() => void save()}>
                {start === 0 ? "Save to this device" : "Save this part to this device"}
              </Button>
            )}
            {whole ? (
              <IconButton icon="close" label="Dismiss" onClick={onSettled} />
            ) : (
              <Button kind="ghost" disabled={busy} onClick={() => setAsked(true)}>
                Discard
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
  if (phase === "waiting") return "The server cannot be reached. Trying again.";
  return queuedBytes > 0 ? `Sending the last ${formatBytes(queuedBytes)}` : "Putting your video together";
}
