/** What a person can do with one recording that was left behind: send the rest, save it, discard it. */

import { useEffect, useRef, useState } from "react";

import { api, call } from "@/lib/api-client";
import { describeError } from "@/lib/api-error";
import { openLocalStore } from "@/lib/local-store/local-store";
import type { KeptRecording } from "@/lib/local-store/tables";
import { atThisAddress, browserUpload, signInUpload } from "@/recording/chunk-upload/browser-upload";
import { readAll } from "@/recording/chunk-upload/chunk-store";
import { UploadError, type UploadState } from "@/recording/chunk-upload/types";
import type { UploadClient } from "@/recording/chunk-upload/upload-client";
import { takeOver, type Keeping } from "@/recording/keeping/keeping";
import { sendRest } from "@/recording/recovery/send-rest";
import { problemOfUpload } from "@/recording/run/problems";
import { recorderWords } from "@/words/recorder";

import { saveFile } from "../save-file";

export interface UsedRecovery {
  /** How far the sending is; null while nothing is sent. */
  sending: UploadState | null;
  busy: boolean;
  /** Why the last thing tried did not work. */
  trouble: string | null;
  /** Each resolves with whether it worked. */
  send: () => Promise<boolean>;
  save: () => Promise<boolean>;
  discard: () => Promise<boolean>;
}

export function useRecovery(record: KeptRecording): UsedRecovery {
  const [sending, setSending] = useState<UploadState | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const client = useRef<UploadClient | null>(null);
  useEffect(() => {
    const retry = (): void => client.current?.retryNow();
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, []);

  function watch(next: UploadClient): void {
    client.current = next;
    next.subscribe(() => setSending(next.state));
  }

  async function attempt(job: (keeping: Keeping) => Promise<void>): Promise<boolean> {
    setBusy(true);
    setTrouble(null);
    try {
      await withKept(record.videoId, job);
      return true;
    } catch (error) {
      setTrouble(wordsOf(error));
      return false;
    } finally {
      setBusy(false);
      setSending(null);
    }
  }

  return {
    sending,
    busy,
    trouble,
    send: () => attempt((keeping) => sendRest(keeping, waysOf(record), watch)),
    save: () => attempt((keeping) => saveKept(keeping, record)),
    discard: () => attempt((keeping) => discardKept(keeping, record)),
  };
}

class Elsewhere extends Error {}

async function withKept(videoId: string, job: (keeping: Keeping) => Promise<void>): Promise<void> {
  const keeping = await takeOver(await openLocalStore(), videoId);
  if (keeping === null) throw new Elsewhere();
  try {
    await job(keeping);
  } finally {
    keeping.release();
  }
}

function waysOf({ target }: KeptRecording): Parameters<typeof sendRest>[1] {
  return [
    { target, deps: browserUpload },
    { target: atThisAddress(target), deps: signInUpload },
  ];
}

async function saveKept({ store }: Keeping, { mimeType }: KeptRecording): Promise<void> {
  const bytes = await readAll(store);
  saveFile(new Blob([bytes], { type: mimeType }), store.start === 0 ? "recording" : "recording-rest");
}

async function discardKept(keeping: Keeping, { videoId }: KeptRecording): Promise<void> {
  await keeping.drop();
  try {
    await call(api.POST("/video/abort/{video_id}", { params: { path: { video_id: videoId } } }));
  } catch {
    // Finished there, it is a video like others; unreachable, the server ends it by itself.
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof Elsewhere) return recorderWords.anotherTab;
  if (!(error instanceof UploadError)) return describeError(error);
  const { title, advice } = problemOfUpload({ code: error.code, message: error.message });
  return `${title} ${advice}`;
}
